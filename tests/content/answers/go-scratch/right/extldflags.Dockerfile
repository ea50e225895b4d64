FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -ldflags '-w -s -linkmode external -extldflags "-static"' -o /out/probe .

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/probe /
USER 65534
ENTRYPOINT ["/probe"]
