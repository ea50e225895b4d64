FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .

FROM alpine:3.24
COPY /out/hello /usr/local/bin/hello
EXPOSE 8080
CMD ["/usr/local/bin/hello"]
