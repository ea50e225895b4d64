FROM golang:1.27
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .

FROM alpine:3.24
WORKDIR /app
COPY --from=0 /out/hello .
EXPOSE 8080
CMD ["./hello"]
