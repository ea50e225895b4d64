ARG GO_VERSION=1.27
ARG ALPINE_VERSION=3.24

FROM golang:${GO_VERSION}-alpine AS compile
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /out/hello .

FROM alpine:${ALPINE_VERSION}
COPY --from=compile /out/ /usr/local/bin/
EXPOSE 8080
ENTRYPOINT ["hello"]
