FROM golang:1.27-alpine AS sources
WORKDIR /src
COPY . .

FROM sources AS build
RUN go vet ./... && go test ./...
RUN go build -o /out/convert .

FROM alpine:3.24 AS ship
COPY --from=build /out/ /usr/local/bin/
ENTRYPOINT ["convert"]
