FROM golang:1.27 AS build
RUN echo "app:x:10001:10001:app:/nonexistent:/sbin/nologin" > /etc/passwd.scratch && echo "app:x:10001:" > /etc/group.scratch
WORKDIR /src
COPY . .
ENV CGO_ENABLED=0 GOOS=linux GOARCH=amd64
RUN go build -a -o /out/probe .

FROM scratch
COPY --from=build /etc/passwd.scratch /etc/passwd
COPY --from=build /etc/group.scratch /etc/group
COPY --from=build /etc/ssl/certs/ /etc/ssl/certs/
COPY --from=build /out/probe /app/probe
WORKDIR /app
USER app
CMD ["./probe"]
