FROM nginx:alpine
RUN apk add --no-cache nodejs npm
WORKDIR /app
COPY . .
RUN npm ci && npm run build && cp -r dist/. /usr/share/nginx/html
EXPOSE 80
