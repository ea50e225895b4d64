FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go install .

FROM alpine:3.24 AS ship
COPY --from=build /go/bin/convert /usr/local/bin/
ENTRYPOINT ["convert"]
