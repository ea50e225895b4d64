FROM golang:1.27 AS build
ENV GOMODCACHE=/var/tmp/m GOCACHE=/var/tmp/c CGO_ENABLED=0
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/var/tmp/m/ go mod download
RUN --mount=type=bind,target=. --mount=type=cache,target=/var/tmp/m/ --mount=type=cache,id=compiled,target=/var/tmp/c go build -o /out/tickets .

FROM alpine:3.24
COPY --from=build /out/tickets /usr/local/bin/tickets
USER 10001
ENTRYPOINT ["tickets"]
