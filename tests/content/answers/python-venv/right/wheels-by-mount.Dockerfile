FROM python:3.14-slim AS wheels
WORKDIR /wheels
COPY requirements.txt .
RUN pip wheel --wheel-dir=/wheels -r requirements.txt
FROM python:3.14-slim
WORKDIR /app
RUN --mount=type=bind,from=wheels,source=/wheels,target=/wheels pip install --no-index --find-links=/wheels --no-cache-dir -r /wheels/requirements.txt && groupadd -r app && useradd -r -g app app
COPY --from=wheels /wheels/requirements.txt /app/requirements.txt
COPY . .
USER app:app
CMD ["python", "-m", "waitress", "--port=8000", "app:app"]
