FROM golang:1.27-alpine AS build
ENV GOMODCACHE=/cache/mod GOCACHE=/cache/build CGO_ENABLED=0
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/cache go mod download
RUN --mount=type=bind,rw,target=/src --mount=type=cache,target=/cache go build -o /out/tickets .

FROM scratch
COPY --from=build /out/tickets /tickets
USER 1000
ENTRYPOINT ["/tickets"]
