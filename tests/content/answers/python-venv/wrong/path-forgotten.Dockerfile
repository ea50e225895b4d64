FROM python:3.14 AS build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install -r requirements.txt

FROM python:3.14-slim
COPY --from=build /opt/venv /opt/venv
WORKDIR /app
COPY app.py .
USER nobody
CMD ["waitress-serve", "--port=8000", "app:app"]
