FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN GOOS=darwin CGO_ENABLED=0 go build -o /out/hello .
FROM alpine:3.24
COPY --from=build /out/hello /usr/local/bin/
CMD ["hello"]
