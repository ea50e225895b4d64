FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo -ldflags '-extldflags "-static"' -o /out/probe .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /out/probe /probe
USER 1000:1000
ENTRYPOINT ["/probe"]
