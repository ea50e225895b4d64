FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go install ./...

FROM alpine:3.24
COPY --from=build /go/bin/hello /usr/local/bin/hello
EXPOSE 8080
CMD ["hello"]
