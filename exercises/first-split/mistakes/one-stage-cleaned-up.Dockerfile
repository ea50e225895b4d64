FROM golang:1.27
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello . && rm -rf /usr/local/go /src
EXPOSE 8080
CMD ["/out/hello"]
