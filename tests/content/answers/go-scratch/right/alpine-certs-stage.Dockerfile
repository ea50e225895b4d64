FROM alpine:3.24 AS certs
RUN apk --update --no-cache add ca-certificates && update-ca-certificates

FROM golang:1.27-alpine AS build
WORKDIR /go/src/probe
COPY . .
RUN go install

FROM scratch
COPY --from=certs /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=certs /etc/passwd /etc/group /etc/
COPY --from=build /go/bin/probe /bin/probe
EXPOSE 8080
USER nobody:nobody
ENTRYPOINT ["/bin/probe"]
