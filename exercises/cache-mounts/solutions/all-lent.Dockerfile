FROM golang:1.27-alpine AS build
WORKDIR /src
ENV CGO_ENABLED=0
RUN --mount=type=cache,target=/go/pkg/mod/ \
    --mount=type=bind,source=go.sum,target=go.sum \
    --mount=type=bind,source=go.mod,target=go.mod \
    go mod download -x
RUN --mount=type=cache,target=/go/pkg/mod/ \
    --mount=type=cache,target=/root/.cache/ \
    --mount=type=bind,target=. \
    go build -o /bin/tickets .

FROM scratch
COPY --from=build /bin/tickets /tickets
EXPOSE 8080
USER 65532:65532
CMD ["/tickets"]
