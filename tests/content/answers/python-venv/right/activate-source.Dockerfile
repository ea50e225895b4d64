FROM python:3.14 AS builder
RUN python -m venv /venv
COPY requirements.txt /
RUN . /venv/bin/activate && pip install -r /requirements.txt

FROM python:3.14-slim
COPY --from=builder /venv /venv
COPY app.py /app/
WORKDIR /app
USER 1000:1000
ENTRYPOINT ["/venv/bin/python", "-m", "waitress", "--port=8000", "app:app"]
