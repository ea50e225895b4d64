ARG PYTHON=python:3.14-slim

FROM ${PYTHON} AS packages
COPY requirements.txt /tmp/
RUN pip install --no-cache-dir --prefix=/install -r /tmp/requirements.txt

FROM ${PYTHON}
COPY --from=packages /install /usr/local
WORKDIR /srv
COPY app.py ./
USER nobody
EXPOSE 8000
CMD ["waitress-serve", "--port=8000", "app:app"]
