import { expect, test } from 'vitest';
import { stagesOf } from './stage-figure.ts';

test('says what stays, what is carried, what ships and what is never built', () => {
  const flats = stagesOf(`FROM golang:1.27 AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.cache go build -o /app .
FROM alpine AS unused
RUN true
FROM scratch
COPY --from=0 /app /app
CMD ["/app"]
`);
  expect(flats).toMatchObject([
    {
      name: 'build',
      base: 'golang:1.27',
      holds: ['COPY . .', 'RUN go build -o /app .'],
      carries: [],
      ships: false,
      skipped: false,
    },
    { name: 'unused', skipped: true },
    {
      name: 'final stage',
      base: 'scratch',
      carries: [{ from: 'build', what: '/app', how: 'copy' }],
      ships: true,
    },
  ]);
});
test('a stage on a stage, a mount from a stage, a target', () => {
  const flats = stagesOf(
    `FROM node:24 AS deps
FROM deps AS build
RUN --mount=type=bind,from=deps,source=/node_modules,target=/n ls
FROM build AS test
`,
    'build',
  );
  expect(flats[1]).toMatchObject({
    base: 'deps',
    carries: [{ from: 'deps', what: '/node_modules', how: 'mount' }],
    ships: true,
  });
  expect(flats[2]).toMatchObject({ name: 'test', skipped: true });
});
test('a Dockerfile that Docker refuses is the author’s mistake', () => {
  expect(() => stagesOf('FROM a AS b\nFRUM c\n')).toThrow(/line 2: /);
  expect(() => stagesOf('')).toThrow(/<StageFigure>/);
});
