ARG NODE_VERSION=24

FROM node:${NODE_VERSION}-slim AS base
WORKDIR /srv/shelf
COPY package*.json ./

FROM base AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev

FROM base AS compile
RUN --mount=type=cache,target=/root/.npm npm ci
COPY . .
RUN npm run build

FROM base AS run
ENV NODE_ENV=production
COPY --from=prod-deps --chown=node:node /srv/shelf/node_modules/ node_modules/
COPY --from=compile --chown=node:node /srv/shelf/dist/ dist/
USER 1000:1000
EXPOSE 3000
ENTRYPOINT ["node", "dist/server.js"]
