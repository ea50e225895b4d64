FROM python:3.14-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential gcc && rm -rf /var/lib/apt/lists/*
RUN python -m venv /venv && /venv/bin/pip install --upgrade pip setuptools wheel
COPY requirements.txt .
RUN /venv/bin/pip install --disable-pip-version-check -r requirements.txt

FROM python:3.14-slim
RUN groupadd -r app && useradd -r -g app app
COPY --from=build --chown=app:app /venv /venv
COPY --chown=app:app app.py /srv/app.py
WORKDIR /srv
USER app
CMD ["/venv/bin/waitress-serve", "--port=8000", "app:app"]
