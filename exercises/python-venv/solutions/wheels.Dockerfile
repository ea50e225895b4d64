FROM python:3.14 AS wheels
COPY requirements.txt .
RUN pip wheel --wheel-dir /wheels -r requirements.txt

FROM python:3.14-slim
WORKDIR /app
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels \
    --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt \
    pip install --no-cache-dir --no-index --find-links=/wheels -r /tmp/requirements.txt
COPY app.py .
EXPOSE 8000
USER 10001:10001
ENTRYPOINT ["python", "-m", "waitress", "--port=8000", "app:app"]
