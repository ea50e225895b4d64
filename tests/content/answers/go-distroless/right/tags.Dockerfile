FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo,osusergo -o /out/clock .

FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /out/clock /clock
ENTRYPOINT ["/clock"]
