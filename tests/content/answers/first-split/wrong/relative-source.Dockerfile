FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o hello .
FROM alpine:3.24
COPY --from=build hello /usr/local/bin/
CMD ["hello"]
