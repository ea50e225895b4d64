FROM alpine:3.24 AS base
RUN apk upgrade --no-cache
FROM golang:1.27-alpine AS build
ENV CGO_ENABLED=0 GOFLAGS=-buildvcs=false
COPY . /src
RUN cd /src && go install .
FROM base
COPY --from=build /go/bin/* /usr/bin/
CMD ["sh", "-c", "exec hello"]
