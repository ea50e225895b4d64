FROM scratch AS sources
COPY *.go /

FROM golang:1.27 AS modules
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod,sharing=locked go mod download

FROM modules AS build
RUN --mount=type=bind,from=sources,source=/main.go,target=/src/main.go \
    --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build,id=go-build \
    CGO_ENABLED=0 go build -trimpath -o /usr/local/bin/tickets .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /usr/local/bin/tickets /tickets
EXPOSE 8080
ENTRYPOINT ["/tickets"]
