FROM node:24 AS build
WORKDIR /app
COPY . ./
RUN npm ci && npm run build
FROM nginxinc/nginx-unprivileged:stable-alpine
COPY --from=build /app/dist /usr/share/nginx/html
COPY <<'EOF' /etc/nginx/conf.d/default.conf
server {
  listen 8080;
  root /usr/share/nginx/html;
  location / { try_files $uri /index.html; }
}
EOF
EXPOSE 8080
CMD ["nginx", "-g", "daemon off;"]
