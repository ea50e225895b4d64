FROM golang:1.27 AS Build
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o convert

FROM scratch AS SHIP
COPY --from=BUILD /src/convert /
ENTRYPOINT ["/convert"]
