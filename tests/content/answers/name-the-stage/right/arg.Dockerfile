ARG GO=1.27
ARG BASE=alpine:3.24

FROM golang:${GO}-alpine AS build
WORKDIR /src
ADD . .
RUN cd /src && go build -o /out/ .

FROM ${BASE} AS ship
COPY --from=build ["/out/convert", "/bin/"]
CMD ["--help"]
ENTRYPOINT ["/bin/convert"]
