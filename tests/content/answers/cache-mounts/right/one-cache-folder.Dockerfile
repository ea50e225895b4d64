FROM golang:1.27 AS build
WORKDIR /src
ENV CGO_ENABLED=0 GOCACHE=/cache/build GOMODCACHE=/cache/mod
RUN --mount=type=bind,source=go.mod,target=go.mod --mount=type=bind,source=go.sum,target=go.sum --mount=type=cache,target=/cache go mod download -x
RUN --mount=type=bind,target=. --mount=type=cache,target=/cache go build -o /bin/tickets .
FROM gcr.io/distroless/static-debian13:nonroot
COPY --from=build /bin/tickets /
EXPOSE 8080
ENTRYPOINT ["/tickets"]
