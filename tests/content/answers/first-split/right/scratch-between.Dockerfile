FROM golang:1.27 AS build
WORKDIR /src
COPY go.* ./
RUN go mod download && go mod verify
COPY . .
RUN <<EOF
set -eu
export CGO_ENABLED=0
go vet ./...
go build -o /out/hello .
test -x /out/hello
EOF
FROM scratch AS export
COPY --from=build /out/hello /hello
FROM alpine:3.24
WORKDIR /app
COPY --from=export /hello .
CMD ./hello
