FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install
COPY . .
RUN npm run build

FROM node:24-alpine AS prod
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm install --omit=dev --ignore-scripts

FROM node:24-alpine
RUN addgroup --system --gid 1001 nodejs && adduser --system --uid 1001 --ingroup nodejs shelf
WORKDIR /app
COPY --from=prod --chown=shelf:nodejs /app/node_modules ./node_modules
COPY --from=build --chown=shelf:nodejs /app/dist ./dist
COPY --chown=shelf:nodejs package.json .
USER shelf
CMD ["npm", "start"]
