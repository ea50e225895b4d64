ARG NODE=node:24-alpine
ARG NGINX=docker.io/library/nginx:alpine

FROM ${NODE}
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM ${NGINX}
WORKDIR /usr/share/nginx/html
COPY --from=0 /app/dist/ ./
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
