FROM node:24-slim AS deps
WORKDIR /src
COPY package*.json ./
RUN --mount=type=cache,target=/root/.npm npm ci

FROM deps AS site
COPY index.html vite.config.js ./
COPY src/ src/
RUN npm run build -- --outDir /site

FROM nginx:1-alpine AS web
COPY --link --from=site /site/ /usr/share/nginx/html/
