FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN CGO_ENABLED=1 go build -o /hello .

FROM alpine:3.24
COPY --from=build /hello /hello
CMD ["/hello"]
