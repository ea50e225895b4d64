FROM node:24-slim AS base
WORKDIR /usr/src/app
COPY package*.json ./
FROM base AS prod-deps
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --no-audit --no-fund
FROM base AS build
RUN --mount=type=cache,target=/root/.npm npm ci
COPY tsconfig.json .
COPY src src
RUN npm run build
FROM node:24-slim AS runtime
ENV NODE_ENV=production PORT=3000
WORKDIR /usr/src/app
COPY --from=prod-deps --chown=node:node /usr/src/app/node_modules node_modules
COPY --from=build --chown=node:node /usr/src/app/dist dist
COPY --chown=node:node package.json .
USER node
EXPOSE 3000
HEALTHCHECK CMD ["node", "-e", "fetch('http://localhost:3000').then(r=>process.exit(r.ok?0:1))"]
CMD ["node", "dist/server.js"]
