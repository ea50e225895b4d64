# Left over from an experiment.
FROM alpine:3.24
RUN apk add --no-cache upx

FROM golang:1.27-alpine
WORKDIR /src
COPY . .
RUN go build -o /out/convert .

# 1 is the second stage: numbers start at 0.
FROM alpine:3.24
COPY --from=1 /out/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
