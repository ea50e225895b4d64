FROM golang:1.27-alpine AS build
RUN adduser -D -H -u 10001 probe
WORKDIR /src
COPY . .
ENV CGO_ENABLED=0
RUN go build -o /out/probe .

FROM scratch
COPY --from=build /etc/passwd /etc/group /etc/
COPY --from=build /etc/ssl/certs /etc/ssl/certs
COPY --from=build --chown=probe:probe /out/probe /usr/bin/probe
EXPOSE 8080
USER probe
CMD ["/usr/bin/probe"]
