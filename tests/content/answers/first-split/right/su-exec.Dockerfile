FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /bin/hello .

FROM alpine:3.24
RUN apk add --no-cache su-exec
COPY --from=build /bin/hello /bin/hello
EXPOSE 8080
ENTRYPOINT ["su-exec", "nobody", "/bin/hello"]
