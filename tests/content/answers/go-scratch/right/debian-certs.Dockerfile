FROM debian:trixie-slim AS certs
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates && rm -rf /var/lib/apt/lists/*

FROM golang:1.27-trixie AS compile
WORKDIR /work
COPY --link go.mod ./
COPY --link main.go ./
RUN --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -trimpath -buildvcs=false -o /work/probe ./

FROM scratch AS final
COPY --link --from=certs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --link --from=compile --chown=65532:65532 --chmod=0555 /work/probe /probe
USER 65532
ENTRYPOINT ["/probe"]
