FROM python:3.14 AS build
COPY requirements.txt .
RUN pip install --target=/deps -r requirements.txt

FROM python:3.14-slim
COPY --from=build /deps /deps
ENV PYTHONPATH=/deps
WORKDIR /app
COPY app.py .
USER 1000
CMD ["python", "-m", "waitress", "--port=8000", "app:app"]
