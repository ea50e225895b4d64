FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo,osusergo -ldflags '-extldflags "-static" -s -w' -o /out/probe .
FROM scratch
COPY --from=build /etc/ssl/certs /etc/ssl/certs
COPY --from=build /etc/passwd /etc/group /etc/
COPY --from=build /out/probe /probe
USER nobody
ENTRYPOINT ["/probe"]
