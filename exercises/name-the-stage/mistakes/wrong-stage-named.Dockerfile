FROM alpine:3.24 AS build
RUN apk add --no-cache upx

FROM golang:1.27-alpine
WORKDIR /src
COPY . .
RUN go build -o /out/convert .

FROM alpine:3.24 AS ship
COPY --from=1 /out/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
