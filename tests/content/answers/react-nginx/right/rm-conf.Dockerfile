FROM node:24-alpine AS build
ENV NODE_ENV=development
WORKDIR /app
ENV PATH=/app/node_modules/.bin:$PATH
COPY package.json package-lock.json /app/
RUN npm ci --silent
COPY . /app
RUN vite build

FROM nginx:mainline-alpine
RUN rm /etc/nginx/conf.d/default.conf
RUN printf 'server { listen 80; root /usr/share/nginx/html; }\n' > /etc/nginx/conf.d/app.conf
COPY --from=build /app/dist /usr/share/nginx/html
EXPOSE 80
