FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go build -v -o /usr/local/bin/hello ./...

FROM alpine:3.24
LABEL org.opencontainers.image.title="hello"
COPY --from=build /usr/local/bin/hello /usr/local/bin/hello
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=3s CMD wget -qO- http://localhost:8080/ || exit 1
CMD ["hello"]
