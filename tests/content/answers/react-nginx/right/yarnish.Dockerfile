FROM node:24-alpine AS build
RUN mkdir -p /home/node/app && chown -R node:node /home/node/app
WORKDIR /home/node/app
USER node
COPY --chown=node:node package*.json ./
RUN npm ci
COPY --chown=node:node . .
RUN npm run build

FROM nginx:alpine
COPY --from=build /home/node/app/dist/. /usr/share/nginx/html/
