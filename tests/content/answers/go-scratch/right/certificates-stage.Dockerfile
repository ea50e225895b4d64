FROM alpine:3.24 AS certs
RUN apk --update add ca-certificates
FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 GOOS=linux go build -a -installsuffix cgo -o probe .
FROM scratch
COPY --from=certs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /src/probe .
USER 1000
EXPOSE 8080
CMD ["./probe"]
