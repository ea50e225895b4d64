FROM golang:1.27-alpine AS build
WORKDIR /src
COPY . .
RUN go install .

FROM alpine:3.24
COPY --from=build /root/go/bin/hello /bin/hello
CMD ["hello"]
