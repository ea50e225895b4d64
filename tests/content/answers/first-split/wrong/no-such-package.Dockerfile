FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello ./cmd/hello
FROM alpine:3.24
COPY --from=build /out/hello /usr/local/bin/hello
CMD ["hello"]
