FROM golang:1.27-alpine AS build
RUN apk add --no-cache upx git
WORKDIR /src
COPY . .
RUN go build -ldflags="-s -w" -o /out/convert . && upx --best --lzma /out/convert

FROM alpine:3.24 AS ship
COPY --from=build /out/convert /usr/local/bin/convert
RUN chmod +x /usr/local/bin/convert && adduser -D -u 1000 app
USER app
ENTRYPOINT ["convert"]
