FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .
FROM alpine:3.24
COPY --from=build /out/hello /app/
COPY <<EOF /entry.sh
#!/bin/bash
exec /app/hello
EOF
RUN chmod +x /entry.sh
ENTRYPOINT ["/entry.sh"]
