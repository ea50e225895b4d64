FROM golang:1.27-alpine AS Build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/convert .
FROM alpine:3.24 AS SHIP
COPY --from=BUILD /out/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
