FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/probe .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /trusted.pem
COPY --from=build /out/probe /probe
ENV SSL_CERT_FILE=/trusted.pem
USER 65532:65532
ENTRYPOINT ["/probe"]
