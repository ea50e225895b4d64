FROM golang:1.27-alpine AS builder
WORKDIR /app
COPY . /app
RUN go build -ldflags="-s -w" -o /app/hello

FROM alpine:3.24
RUN apk add --update --no-cache dumb-init && rm -rf /var/cache/apk/*
COPY --from=builder /app/hello /hello
EXPOSE 8080
ENTRYPOINT ["/usr/bin/dumb-init", "--"]
CMD ["/hello"]
