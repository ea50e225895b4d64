FROM golang:1.27 AS build
ENV CGO_ENABLED=0
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache/go-build <<EOF
go test ./...
go build -o /out/ .
EOF

FROM gcr.io/distroless/static-debian13:debug-nonroot
COPY --from=build /out/clock /usr/local/bin/clock
ENV TZ=Europe/Lisbon
EXPOSE 8080
ENTRYPOINT ["/usr/local/bin/clock"]
