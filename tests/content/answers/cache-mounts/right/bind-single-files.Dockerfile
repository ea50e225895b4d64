FROM golang:1.27 AS build
WORKDIR /src
RUN --mount=type=cache,target=/go/pkg/mod/,sharing=locked \
    --mount=type=bind,source=go.sum,target=go.sum \
    --mount=type=bind,source=go.mod,target=go.mod \
    go mod download -x
RUN --mount=type=cache,target=/go/pkg/mod/ \
    --mount=type=cache,target=/root/.cache/ \
    --mount=type=bind,target=. \
    CGO_ENABLED=0 go build -ldflags="-s -w" -o /tickets .
FROM alpine:3.24
COPY --from=build /tickets /usr/local/bin/
USER 10001:10001
ENTRYPOINT ["tickets"]
