FROM golang:1.27 AS build
WORKDIR /src
COPY go.mod go.sum ./
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go go mod download
RUN --mount=type=bind,target=/src --mount=type=cache,target=/go --mount=type=cache,target=/root/.cache/go-build go install .

FROM alpine:3.24
COPY --from=build /go/bin/tickets /usr/local/bin/tickets
ENTRYPOINT ["tickets"]
