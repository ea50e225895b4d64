FROM python:3.14 AS build
WORKDIR /wheels
COPY requirements.txt .
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels -r requirements.txt && pip wheel -w /wheels -r requirements.txt

FROM python:3.14-slim
COPY --from=build /wheels /wheels
RUN pip install --no-cache --no-index --find-links=/wheels flask waitress && rm -rf /wheels
WORKDIR /app
COPY app.py .
USER nobody
CMD ["waitress-serve", "--port=8000", "app:app"]
