ARG GO_IMAGE=docker.io/library/golang:1.27

FROM ${GO_IMAGE} AS compile
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -o /out/probe .

FROM scratch AS ship
COPY --from=alpine:3.24 /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=compile /out/probe /probe
EXPOSE 8080
USER 1000
CMD ["/probe"]
