FROM golang:1.27-alpine AS build
RUN adduser -D app
WORKDIR /src
COPY . .
RUN go build -o /out/convert .

FROM alpine:3.24 AS ship
COPY --from=build /out/convert /usr/local/bin/
USER app
ENTRYPOINT ["convert"]
