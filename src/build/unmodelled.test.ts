/** Behind a step that nobody modelled, nothing is called wrong that might be right. */
import { expect, test } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import { build, createContext } from './index.ts';

const texts: readonly (readonly [string, string])[] = [
  ['a program that it may have installed', 'FROM debian:trixie-slim\nRUN ./frobnicate\nRUN go version\n'],
  [
    'a program at a path that it may have made',
    'FROM debian:trixie-slim\nRUN ./frobnicate\nRUN /opt/x/bin/y --version\n',
  ],
  [
    'the same on PATH',
    'FROM debian:trixie-slim\nENV PATH=/opt/x/bin:$PATH\nRUN ./frobnicate\nRUN y --version\n',
  ],
  ['a file that it may have written', 'FROM alpine:3.24\nRUN ./frobnicate\nRUN cat /out/file\n'],
  [
    'a file that is copied from it',
    'FROM alpine:3.24 AS a\nRUN ./frobnicate\nFROM scratch\nCOPY --from=a /out/file /\n',
  ],
  ['a user that it may have added', 'FROM alpine:3.24\nRUN ./frobnicate\nUSER somebody\nRUN true\n'],
];

test.each(texts)('%s', async (_, text) => {
  const files = [
    { path: 'frobnicate', content: new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1]), mode: 0o755 },
  ];
  const copied = text.replace('RUN ./frobnicate', 'COPY frobnicate .\nRUN ./frobnicate');
  const result = await build(analyze(copied, { lookupImage }), { context: createContext(files) });
  expect(result.error).toBeUndefined();
  const last = result.stages.at(-1)?.steps.at(-1);
  expect(last?.certainty).toBe('unknown');
});

test.each([
  "bash -c 'cat < /dev/tcp/db/5432'",
  "bash -c 'exec 3<>/dev/tcp/$HOST/5432'",
  "bash -c 'until (echo > /dev/tcp/db/5432) 2>/dev/null; do sleep 1; done'",
])('another machine that bash asks is not known to answer: %s', async (script) => {
  const result = await build(
    analyze(`FROM debian:trixie-slim\nENV HOST=db\nRUN ${script}\n`, { lookupImage }),
    {
      context: createContext([]),
    },
  );
  const [step] = (result.stages[0]?.steps ?? []).slice(-1);
  expect(step?.certainty).toBe('unknown');
  expect(step?.why).toContain('/dev/tcp/db/5432 answers is not known');
});
