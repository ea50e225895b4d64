FROM golang:1.27 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
RUN --mount=type=bind,target=. --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o tickets .
FROM alpine:3.24
COPY --from=build /src/tickets /usr/local/bin/tickets
USER 10001
ENTRYPOINT ["tickets"]
