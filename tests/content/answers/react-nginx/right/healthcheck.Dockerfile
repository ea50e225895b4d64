FROM node:24-alpine AS deps
WORKDIR /app
COPY package*.json ./
RUN npm ci

FROM deps AS build
COPY . .
RUN npm run build

FROM nginx:alpine AS web
RUN apk add --no-cache curl
COPY --link --from=build /app/dist /usr/share/nginx/html
HEALTHCHECK CMD curl -f http://localhost/ || exit 1
RUN chown -R nginx:nginx /usr/share/nginx/html /var/cache/nginx && touch /var/run/nginx.pid && chown nginx /var/run/nginx.pid
