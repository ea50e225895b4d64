FROM golang:1.27 AS build
WORKDIR /src
RUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum --mount=type=cache,target=/go/pkg/mod go mod download
RUN --mount=type=bind,source=main.go,target=main.go --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o /out/tickets .

FROM alpine:3.24
COPY --from=build /out/tickets /usr/local/bin/tickets
ENTRYPOINT ["tickets"]
