FROM python:3.14 AS build
COPY requirements.txt .
RUN pip install --user -r requirements.txt

FROM python:3.14-slim
COPY --from=build /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
WORKDIR /app
COPY app.py .
USER nobody
CMD ["waitress-serve", "--port=8000", "app:app"]
