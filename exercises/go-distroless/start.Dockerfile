FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/clock .

FROM alpine:3.24
RUN apk add --no-cache ca-certificates tzdata
COPY --from=build /out/clock /clock
EXPOSE 8080
CMD /clock
