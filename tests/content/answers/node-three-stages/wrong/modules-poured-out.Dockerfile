FROM node:24-alpine AS deps
WORKDIR /app
COPY package*.json ./
RUN npm ci --omit=dev
FROM node:24-alpine AS build
WORKDIR /app
COPY . .
RUN npm ci
RUN npm run build
FROM node:24-alpine
WORKDIR /app
COPY --from=deps /app/node_modules ./
COPY --from=build /app/dist ./
COPY --from=build /app/package.json ./
USER node
CMD ["node", "dist/server.js"]
