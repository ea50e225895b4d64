ARG BASE=gcr.io/distroless/static-debian12:latest

FROM golang:1.27-bookworm AS builder
WORKDIR /workspace
COPY go.mod go.mod
COPY main.go main.go
RUN CGO_ENABLED=0 GOOS=${TARGETOS:-linux} GOARCH=${TARGETARCH} go build -a -o manager main.go

FROM ${BASE}
COPY --from=builder /workspace/manager /usr/bin/manager
USER nobody
ENTRYPOINT ["manager"]
