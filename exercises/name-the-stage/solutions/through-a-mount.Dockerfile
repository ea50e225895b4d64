FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go build -o /out/convert .

FROM alpine:3.24 AS ship
RUN --mount=type=bind,from=build,source=/out,target=/mnt/out \
    cp /mnt/out/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
