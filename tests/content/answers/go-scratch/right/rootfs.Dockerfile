FROM golang:1.27-alpine AS build
RUN apk add --no-cache ca-certificates tzdata
WORKDIR /src
COPY . .
RUN <<EOF
set -e
CGO_ENABLED=0 go build -o /rootfs/probe .
mkdir -p /rootfs/etc/ssl/certs /rootfs/tmp
cp /etc/ssl/certs/ca-certificates.crt /rootfs/etc/ssl/certs/
echo 'nobody:x:65534:65534:nobody:/:/sbin/nologin' > /rootfs/etc/passwd
chmod 1777 /rootfs/tmp
EOF

FROM scratch
COPY --from=build /rootfs /
USER nobody
EXPOSE 8080
ENTRYPOINT ["/probe"]
