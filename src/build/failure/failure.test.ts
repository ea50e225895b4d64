import { expect, it } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { build, createContext } from '../index.ts';

const GO = 'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /out/hello .\n';
const files = [
  { path: 'main.go', content: 'package main\n\nfunc main() {}\n' },
  { path: 'go.mod', content: 'module hello\n\ngo 1.27\n' },
  {
    path: 'package.json',
    content: '{"scripts":{"build":"vite build"},"devDependencies":{"vite":"8.0.0"}}\n',
  },
  { path: 'notes.txt', content: 'x\n' },
  { path: '.dockerignore', content: '*.txt\n' },
];

it.each([
  [
    'a name misspelt in another stage',
    `${GO}FROM scratch\nCOPY --from=build /out/helo /x\n`,
    /no \/out\/helo\. Line 4 makes \/out\/hello\./,
    /Did you mean \/out\/hello\?/,
  ],
  [
    'the same name elsewhere',
    `${GO}FROM scratch\nCOPY --from=build /app/hello /x\n`,
    /Line 4 makes \/out\/hello/,
    /\/out\/hello/,
  ],
  [
    'a path below WORKDIR',
    'FROM scratch AS s\nWORKDIR /w\nCOPY main.go a/b\nFROM scratch\nCOPY --from=s a/b /x\n',
    /not at its WORKDIR/,
    /whole path: \/w\/a\/b/,
  ],
  [
    'a folder that is not there',
    'FROM scratch AS s\nCOPY main.go /a\nFROM scratch\nCOPY --from=s /no/such /x\n',
    /no folder \/no at all/,
    /Compare the path/,
  ],
  [
    '--from forgotten',
    `${GO}FROM scratch\nCOPY /out/hello /x\n`,
    /Without --from.*Line 4, in stage build/,
    /COPY --from=build \/out\/hello/,
  ],
  [
    'a name misspelt in the context',
    'FROM scratch\nCOPY mian.go /\n',
    /no mian\.go/,
    /Did you mean main\.go\?/,
  ],
  [
    'left out by .dockerignore',
    'FROM scratch\nCOPY notes.txt /\n',
    /\.dockerignore leaves it out/,
    /!notes\.txt/,
  ],
  [
    'a program that the image has not',
    'FROM alpine:3.24\nRUN bash -c true\n',
    /alpine:3\.24 has no bash/,
    /apk add --no-cache bash/,
  ],
  [
    'a compiler that the image has not',
    'FROM debian:trixie-slim\nRUN go version\n',
    /has no go/,
    /FROM golang/,
  ],
  ['the tool of another family', 'FROM alpine:3.24\nRUN useradd app\n', /has no useradd/, /adduser -D app/],
  ['no shell', 'FROM scratch\nRUN ls\n', /files of this stage have none/, /on an image that has a shell/],
  ['no right', 'FROM alpine:3.24\nUSER nobody\nRUN mkdir /x\n', /runs as nobody/, /above the USER line/],
  [
    'no lock file',
    'FROM node:24-alpine\nCOPY package.json ./\nRUN npm ci\n',
    /installs exactly what package-lock\.json names/,
    /COPY package\.json package-lock\.json/,
  ],
  [
    'a program of the development dependencies',
    'FROM node:24-alpine\nCOPY package.json ./\nRUN npm run build\n',
    /no package that was installed in this stage brings it/,
    /without --omit=dev/,
  ],
  [
    'into a bind mount',
    'FROM golang:1.27\nWORKDIR /src\nRUN --mount=type=bind,target=. CGO_ENABLED=0 go build -o hello .\n',
    /a bind mount can only be read/,
    /outside of the mount/,
  ],
  [
    'without go.mod',
    'FROM golang:1.27\nWORKDIR /src\nCOPY main.go .\nRUN go build -o /hello\n',
    /has a go\.mod/,
    /Copy go\.mod/,
  ],
  ['not executable', 'FROM alpine:3.24\nCOPY main.go /x\nRUN /x\n', /may not be executed/, /chmod \+x/],
  ['nothing said', 'FROM alpine:3.24\nRUN false\n', /keeps nothing of this step/, /printed nothing/],
] as const)('%s', async (_, dockerfile, why, advice) => {
  const { error } = await build(analyze(dockerfile), { context: createContext(files) });
  expect(error?.why).toMatch(why);
  expect(error?.advice).toMatch(advice);
});
