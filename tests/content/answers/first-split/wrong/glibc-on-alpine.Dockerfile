FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /hello .

FROM alpine:3.24
COPY --from=build /hello /hello
CMD ["/hello"]
