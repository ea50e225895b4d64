FROM node:24 AS build
WORKDIR /usr/src/app
COPY package*.json tsconfig.json /usr/src/app/
RUN npm ci
COPY src /usr/src/app/src
RUN npm run build

FROM build AS prod
RUN npm prune --production

FROM node:24-slim
RUN apt-get update && apt-get install -y --no-install-recommends dumb-init && rm -rf /var/lib/apt/lists/*
ENV NODE_ENV production
USER node
WORKDIR /usr/src/app
COPY --chown=node:node --from=prod /usr/src/app/node_modules /usr/src/app/node_modules
COPY --chown=node:node --from=prod /usr/src/app/dist /usr/src/app/dist
COPY --chown=node:node package.json /usr/src/app
CMD ["dumb-init", "node", "dist/server.js"]
