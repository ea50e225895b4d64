FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go install .

FROM gcr.io/distroless/static:nonroot
WORKDIR /
COPY --from=build /go/bin/clock .
USER 65532:65532
ENTRYPOINT ["/clock"]
