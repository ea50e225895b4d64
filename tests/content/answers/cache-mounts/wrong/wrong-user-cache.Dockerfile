FROM golang:1.27 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
RUN --mount=type=bind,target=. --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o /out/tickets .

FROM alpine:3.24
COPY --from=build /out/tickets /usr/local/bin/tickets
ENTRYPOINT ["tickets"]
