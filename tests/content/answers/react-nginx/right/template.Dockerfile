FROM node:24-alpine AS build
WORKDIR /app
COPY . .
RUN npm ci && npm run build

FROM nginx:alpine
RUN mv /etc/nginx/conf.d/default.conf /etc/nginx/site.template
COPY --from=build /app/dist /usr/share/nginx/html
CMD ["/bin/sh", "-c", "envsubst '$PORT' < /etc/nginx/site.template > /etc/nginx/conf.d/default.conf && exec nginx -g 'daemon off;'"]
