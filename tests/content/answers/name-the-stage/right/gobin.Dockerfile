FROM golang:1.27-alpine AS build
ENV GOBIN=/out
WORKDIR /src
COPY . .
RUN go install

FROM alpine:3.24 AS ship
COPY --from=build /out/convert /usr/local/bin/convert
ENTRYPOINT ["/usr/local/bin/convert"]
