FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/probe .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /certs/
COPY --from=build /out/probe /probe
USER 65532:65532
ENTRYPOINT ["/probe"]
