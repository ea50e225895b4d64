FROM golang:1.27 AS build
WORKDIR /src
RUN --mount=type=bind,target=. --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build CGO_ENABLED=0 go build -o /out/tickets .

FROM gcr.io/distroless/static-debian13
COPY --from=build /out/tickets /
USER nonroot
CMD ["/tickets"]
