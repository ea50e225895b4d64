FROM python:3.14 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.14-slim
RUN useradd -m app
COPY --from=build --chown=app:app /root/.local /home/app/.local
ENV PATH=/home/app/.local/bin:$PATH
WORKDIR /home/app
COPY app.py .
USER app
CMD ["waitress-serve", "--port=8000", "app:app"]
