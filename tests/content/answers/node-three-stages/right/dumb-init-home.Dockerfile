FROM node:24-alpine AS build
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
RUN npm run build
FROM node:24-alpine AS deps
WORKDIR /app
COPY package*.json ./
ENV NODE_ENV=production
RUN npm ci && npm cache clean --force
FROM node:24-alpine
RUN apk add --no-cache dumb-init
WORKDIR /home/node/app
COPY --from=deps /app .
COPY --from=build /app/dist ./dist
USER 1000:1000
ENTRYPOINT ["dumb-init", "--"]
CMD ["node", "--enable-source-maps", "dist/server.js"]
