FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /bin/hello .

FROM alpine:3.24
COPY --from=build /bin/hello /bin/hello
CMD ['/bin/hello']
