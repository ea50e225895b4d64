FROM golang:1.27-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,id=gomod,target=/go/pkg/mod go mod download && go mod verify
RUN --mount=type=bind,source=.,target=/src \
    --mount=type=cache,id=gomod,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    go install .

FROM alpine:3.24
COPY --from=build /go/bin/tickets /usr/local/bin/
EXPOSE 8080
CMD ["tickets"]
