FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .
FROM alpine:3.24
COPY --from=build /out/hello /app/
COPY --chmod=755 <<EOF /entry.sh
#!/bin/sh
set -e
cd /srv/app
exec ./hello
EOF
ENTRYPOINT ["/entry.sh"]
