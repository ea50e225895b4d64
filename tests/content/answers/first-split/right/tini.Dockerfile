FROM golang:1.27 AS builder
WORKDIR /go/src/app
COPY go.mod ./
RUN go mod download
COPY *.go ./
RUN CGO_ENABLED=0 GOOS=linux go build -a -installsuffix cgo -o app .

FROM alpine:latest
RUN apk --no-cache add tini ca-certificates
WORKDIR /root/
COPY --from=builder /go/src/app/app ./
EXPOSE 8080
ENTRYPOINT ["/sbin/tini", "--", "./app"]
