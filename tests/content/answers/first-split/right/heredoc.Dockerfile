# syntax=docker/dockerfile:1

FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN <<EOR
set -eux
export CGO_ENABLED=0
mkdir -p /out
go build -trimpath -ldflags '-s -w' -o /out/hello ./...
EOR

FROM alpine:3.24
COPY --from=build --chmod=755 --chown=nobody:nobody /out/hello /usr/local/bin/
EXPOSE 8080/tcp
USER nobody
ENTRYPOINT exec hello
