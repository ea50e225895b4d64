FROM golang:1.27 AS build
WORKDIR /go/src/app
COPY . .
RUN go mod download
RUN go vet -v
RUN CGO_ENABLED=0 go build -o /go/bin/app

FROM gcr.io/distroless/static-debian13
COPY --from=build --chown=nonroot:nonroot /go/bin/app /
USER nonroot
CMD ["/app"]
