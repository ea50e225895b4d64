FROM golang:1.27-alpine AS compile
WORKDIR /src
COPY go.mod main.go ./
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/clock .

FROM gcr.io/distroless/static-debian13
COPY --from=compile --chown=65532:65532 /out/clock /app/clock
EXPOSE 8080
USER 65532:65532
CMD ["/app/clock"]
