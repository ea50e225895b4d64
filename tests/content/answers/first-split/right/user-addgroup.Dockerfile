FROM golang:1.27-alpine AS build
WORKDIR /build
COPY . .
RUN go mod tidy && go build -o main .
WORKDIR /dist
RUN cp /build/main .

FROM alpine:3
RUN addgroup -S appgroup && adduser -S appuser -G appgroup
USER appuser
WORKDIR /home/appuser
COPY --from=build --chown=appuser:appgroup /dist/main .
EXPOSE 8080
CMD ["./main"]
