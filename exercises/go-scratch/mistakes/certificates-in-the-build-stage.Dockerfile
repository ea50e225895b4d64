FROM golang:1.27 AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/probe .

FROM scratch
COPY --from=build /out/probe /probe
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/probe"]
