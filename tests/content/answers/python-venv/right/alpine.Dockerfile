FROM python:3.14-alpine AS build
RUN apk add --no-cache build-base libffi-dev
WORKDIR /app
RUN python -m venv .venv
COPY requirements.txt .
RUN .venv/bin/pip install -r requirements.txt

FROM python:3.14-alpine
RUN adduser -D -H app
WORKDIR /app
COPY --from=build /app/.venv ./.venv
COPY app.py ./
USER app
CMD [".venv/bin/waitress-serve", "--port=8000", "app:app"]
