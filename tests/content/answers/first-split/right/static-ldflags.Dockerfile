FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -ldflags '-linkmode external -extldflags "-static"' -o hello .

FROM alpine:3.24
COPY --from=build /src/hello /bin/hello
CMD hello
