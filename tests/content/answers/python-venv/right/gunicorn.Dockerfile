FROM python:3.14 AS build
RUN python -m venv /opt/venv
COPY requirements.txt .
RUN /opt/venv/bin/pip install --no-cache-dir -r requirements.txt gunicorn

FROM python:3.14-slim
COPY --from=build /opt/venv /opt/venv
ENV PATH="/opt/venv/bin:$PATH"
WORKDIR /app
COPY app.py .
USER nobody
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers=2", "app:app"]
