FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN uv venv /app/.venv && uv pip install --python /app/.venv/bin/python -r requirements.txt
FROM python:3.14-slim
WORKDIR /app
COPY --from=build /app/.venv /app/.venv
COPY app.py ./
USER nobody
ENTRYPOINT ["/app/.venv/bin/waitress-serve"]
CMD ["--port=8000", "app:app"]
