FROM golang:1.27-bookworm AS build
WORKDIR /src
COPY . .
RUN go build -tags netgo,osusergo -o /hello .

FROM alpine:3.24
COPY --from=build /hello /
CMD ["/hello"]
