FROM node:24-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npx vite build --outDir=/build

FROM nginx:1.29-alpine-slim
COPY <<'EOF' /etc/nginx/conf.d/default.conf
server {
  listen 80;
  root /srv/www;
  location / { try_files $uri /index.html; }
}
EOF
COPY --from=build /build /srv/www
CMD ["nginx", "-g", "daemon off;"]
