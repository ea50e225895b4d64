FROM golang:1.27 AS build
WORKDIR /src
COPY . .
ENV CGO_ENABLED=0
RUN go build -o /rootfs/probe . && mkdir -p /rootfs/etc/ssl/certs /rootfs/tmp && cp /etc/ssl/certs/ca-certificates.crt /rootfs/etc/ssl/certs/ && echo 'app:x:1000:1000::/:/nologin' > /rootfs/etc/passwd && chmod 1777 /rootfs/tmp
FROM scratch
COPY --from=build /rootfs /
USER app
EXPOSE 8080
ENTRYPOINT ["/probe"]
