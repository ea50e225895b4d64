# One stage: the compiler, the sources and the program all end up in the image.
FROM golang:1.27
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .
EXPOSE 8080
CMD ["/out/hello"]
