FROM node:24-alpine AS build
WORKDIR /app
RUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build -- --outDir /dist
FROM nginx:1.31-alpine
RUN rm -rf /usr/share/nginx/html/*
COPY --from=build /dist/ /usr/share/nginx/html/
EXPOSE 80
