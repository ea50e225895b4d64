FROM golang:1.27-alpine AS build
WORKDIR /src
RUN --mount=target=. --mount=type=cache,target=/root/.cache/go-build go build -o /out/convert .

FROM alpine:3.24 AS ship
RUN --mount=from=build,source=/out/convert,target=/tmp/convert install -m 755 /tmp/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
