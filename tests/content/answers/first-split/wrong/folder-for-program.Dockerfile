FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN mkdir -p /out/hello && go build -o /out/hello/ .

FROM alpine:3.24
COPY --from=build /out/hello /usr/local/bin/hello
CMD ["/usr/local/bin/hello"]
