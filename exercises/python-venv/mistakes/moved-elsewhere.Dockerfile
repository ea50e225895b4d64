FROM python:3.14 AS build
RUN python -m venv /build/venv
COPY requirements.txt .
RUN /build/venv/bin/pip install --no-cache-dir -r requirements.txt

FROM python:3.14-slim
COPY --from=build /build/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY app.py .
EXPOSE 8000
USER 10001
CMD ["waitress-serve", "--port=8000", "app:app"]
