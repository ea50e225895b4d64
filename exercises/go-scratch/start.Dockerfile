FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -o /out/probe .

FROM debian:trixie-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends ca-certificates \
 && rm -rf /var/lib/apt/lists/*
COPY --from=build /out/probe /probe
EXPOSE 8080
CMD /probe
