/** What stands in the playground at first: it builds, and there is something to say about it. */
export const START = `# Paste your own Dockerfile here, or drop one.
FROM golang:1.27
WORKDIR /src
COPY . .
RUN CGO_ENABLED=0 go build -o /out/hello .
EXPOSE 8080
CMD /out/hello
`;

/** Name of the folder in the download. */
export const FOLDER = 'stagecraft';
