FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /bin/hello .

FROM alpine:3.24
RUN apk add --no-cache gcompat
COPY --from=build /bin/hello /bin/hello
CMD ["/bin/hello"]
