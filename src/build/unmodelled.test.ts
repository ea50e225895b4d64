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
