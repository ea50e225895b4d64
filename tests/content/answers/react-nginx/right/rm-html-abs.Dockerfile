FROM node:24 AS build
WORKDIR /usr/src/app
COPY package*.json .
RUN npm install
COPY . .
RUN ["npm", "run", "build"]

FROM nginx:1.29
RUN rm -rf /usr/share/nginx/html/*
COPY --from=build /usr/src/app/dist/ /usr/share/nginx/html
EXPOSE 80
CMD ["nginx", "-g", "daemon off;"]
