FROM python:3.13 AS build
COPY requirements.txt .
RUN pip install --prefix=/install -r requirements.txt

FROM python:3.14-slim
COPY --from=build /install /usr/local
WORKDIR /app
COPY app.py .
USER nobody
CMD ["python", "-m", "waitress", "--port=8000", "app:app"]
