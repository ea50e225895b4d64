FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go mod download
RUN CGO_ENABLED=0 go build -o /out/tickets .

FROM alpine:3.24
COPY --from=build /out/tickets /usr/local/bin/tickets
EXPOSE 8080
USER 10001
ENTRYPOINT ["tickets"]
