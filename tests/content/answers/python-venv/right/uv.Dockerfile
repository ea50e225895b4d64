FROM ghcr.io/astral-sh/uv:python3.14-trixie-slim AS build
WORKDIR /app
COPY requirements.txt .
RUN uv venv /opt/venv && uv pip install --python /opt/venv/bin/python -r requirements.txt

FROM python:3.14-slim
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY app.py .
USER nobody
CMD ["waitress-serve", "--port=8000", "app:app"]
