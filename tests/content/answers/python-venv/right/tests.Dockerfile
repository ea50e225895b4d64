FROM python:3.14-slim AS base
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

FROM base AS builder
RUN python -m venv --copies /app/venv
COPY requirements.txt ./
RUN <<EOF
set -e
/app/venv/bin/python -m pip install -r requirements.txt
EOF

FROM builder AS tests
COPY . .
RUN /app/venv/bin/python -m compileall app.py

FROM base AS prod
COPY --from=builder /app/venv /app/venv
COPY app.py /app/app.py
ENV PATH=/app/venv/bin:$PATH
USER www-data
CMD ["python", "-m", "flask", "--app", "app", "run", "--host=0.0.0.0", "--port=8000"]
