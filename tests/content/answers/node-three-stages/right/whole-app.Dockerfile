FROM node:24-alpine AS install
WORKDIR /opt/app
COPY package.json package-lock.json .
RUN npm ci

FROM install AS compile
COPY . .
RUN npm run build && npm prune --omit=dev && rm -rf src tsconfig.json

FROM node:24-alpine AS final
COPY --from=compile --chown=1000:1000 /opt/app /opt/app
WORKDIR /opt/app
USER 1000
EXPOSE 3000
CMD ["node", "/opt/app/dist/server.js"]
