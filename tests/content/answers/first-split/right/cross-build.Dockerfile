# syntax=docker/dockerfile:1
ARG GO_VERSION=1.27 ALPINE=3.24
FROM --platform=$BUILDPLATFORM golang:${GO_VERSION}-alpine AS compile
ARG TARGETOS TARGETARCH
WORKDIR /go/src/hello
RUN --mount=type=bind,target=. \
    --mount=type=cache,target=/root/.cache/go-build \
    CGO_ENABLED=0 GOOS=$TARGETOS GOARCH=$TARGETARCH go build -trimpath -ldflags="-s -w" -o /bin/hello .
FROM alpine:${ALPINE}
RUN apk add --no-cache tini && adduser -D -H -u 10001 app
COPY --from=compile --chown=app:app --chmod=0555 /bin/hello /usr/local/bin/
USER app
EXPOSE 8080/tcp
ENTRYPOINT ["/sbin/tini", "--"]
CMD ["hello"]
