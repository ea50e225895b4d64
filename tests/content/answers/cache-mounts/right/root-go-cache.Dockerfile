FROM golang:1.27 AS build
WORKDIR /app
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go go mod download
RUN --mount=type=cache,target=/go --mount=type=cache,target=/root/.cache --mount=type=bind,source=main.go,target=/app/main.go <<EOF
set -eu
export CGO_ENABLED=0
go vet ./...
go build -o /tickets
EOF

FROM debian:trixie-slim
RUN useradd -r -u 10001 tickets
COPY --from=build /tickets /usr/bin/tickets
USER tickets
ENTRYPOINT ["tickets"]
