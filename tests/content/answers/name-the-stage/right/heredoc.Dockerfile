FROM golang:1.27-alpine AS build
WORKDIR /src
COPY <<EOF ./note.txt
built by docker
EOF
COPY go.mod main.go ./
RUN <<EOF
  go vet .
  go build -o /out/convert .
EOF

FROM alpine:3.24 AS ship
COPY --from=build --link /out/convert /usr/local/bin/convert
ENTRYPOINT ["convert"]
