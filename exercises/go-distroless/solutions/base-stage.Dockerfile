ARG RUNTIME=gcr.io/distroless/static-debian13:nonroot

FROM ${RUNTIME} AS runtime
EXPOSE 8080

FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/clock .

FROM runtime
COPY --from=build /out/clock /usr/bin/clock
CMD ["clock"]
