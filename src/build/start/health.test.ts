/**
 * What Docker 28.5.2 showed in `docker inspect` (State.Health) of such containers on 2026-11-21: all were running, all were
 * "unhealthy", with this output. BusyBox's shell of a newer version says "line 0:" in between; the fact is the same.
 */
import { expect, test } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { rehearse } from '../index.ts';

async function start(text: string) {
  const { start: said } = await rehearse(analyze(text, { lookupImage }), [{ path: 'app', content: 'x' }]);
  return said;
}

const EXEC = 'OCI runtime exec failed: exec failed: unable to start container process: exec: ';

test.each([
  ['FROM alpine:3.24', 'curl -f http://localhost/ || exit 1', 'curl: not found'],
  [
    'FROM alpine:3.24',
    '["curl", "-f", "http://localhost/"]',
    `${EXEC}"curl": executable file not found in $PATH`,
  ],
  [
    'FROM alpine:3.24',
    '["/bin/curl", "-f"]',
    `${EXEC}"/bin/curl": stat /bin/curl: no such file or directory`,
  ],
  ['FROM node:24-slim', 'curl -f http://localhost/', '/bin/sh: 1: curl: not found'],
])('%s: HEALTHCHECK %s', async (from, check, output) => {
  const said = await start(
    `${from}\nHEALTHCHECK --interval=1s --retries=2 CMD ${check}\nCMD ["sleep", "60"]\n`,
  );
  expect(said?.status).toBe('ok');
  expect(said?.why).toContain('is marked unhealthy after 2 tries');
  expect(said?.why).toContain(output);
  expect(said?.advice).toBeDefined();
});

test('an image without a shell', async () => {
  const text =
    'FROM gcr.io/distroless/nodejs24-debian13\nCOPY app /app.js\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["/app.js"]\n';
  const said = await start(text);
  expect(said?.status).toBe('ok');
  expect(said?.why).toContain(`unhealthy after 3 tries`);
  expect(said?.why).toContain(`${EXEC}"/bin/sh": stat /bin/sh: no such file or directory`);
  expect(said?.advice).toContain('JSON array');
});

test.each([
  'FROM alpine:3.24\nHEALTHCHECK CMD wget -q --spider http://localhost/ || exit 1\nCMD ["sleep", "60"]\n',
  'FROM alpine:3.24\nRUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nCMD ["sleep", "60"]\n',
  'FROM alpine:3.24\nHEALTHCHECK NONE\nCMD ["sleep", "60"]\n',
  'FROM node:24-slim\nHEALTHCHECK CMD ["node", "-e", "fetch(1)"]\nCMD ["sleep", "60"]\n',
  'FROM node:24\nHEALTHCHECK CMD curl -f http://localhost/\nCMD ["sleep", "60"]\n',
  'FROM example.com/nobody/knows\nHEALTHCHECK CMD curl -f http://localhost/\nCMD ["sleep", "60"]\n',
])('nothing is said where it can be run, or nobody knows: %s', async (text) => {
  expect((await start(text))?.why ?? '').not.toContain('unhealthy');
});
