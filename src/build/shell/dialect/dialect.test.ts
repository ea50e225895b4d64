/**
 * What tests/engine/scripts cannot ask its two images: other releases, other users, a time that stands still. The
 * words for Debian 12 are those of its dash 0.5.12-2, run on 2026-11-21.
 */
import { describe, expect, test } from 'vitest';
import { runOn } from '../../commands/support/test-call.ts';

const PIPEFAIL = 'set -o pipefail; false | true; echo $?';

describe('pipefail by release', () => {
  test('Debian 12 and Ubuntu 24.04 have a dash without it', async () => {
    for (const image of ['debian:bookworm-slim', 'ubuntu:24.04']) {
      const run = await runOn({ image }, PIPEFAIL);
      expect([run.exitCode, run.stdout, run.stderr]).toEqual([
        2,
        '',
        '/bin/sh: 1: set: Illegal option -o pipefail\n',
      ]);
    }
  });
  test('Debian 13 has it, and so has bash everywhere', async () => {
    expect((await runOn({ image: 'debian:trixie-slim' }, PIPEFAIL)).stdout).toBe('1\n');
    expect((await runOn({ image: 'debian:bookworm-slim', shell: '/bin/bash' }, PIPEFAIL)).stdout).toBe('1\n');
    expect((await runOn({ image: 'alpine:3.24' }, PIPEFAIL)).stdout).toBe('1\n');
  });
});

test('su runs with the rights of the other user', async () => {
  const run = await runOn(
    { image: 'debian:trixie-slim', cwd: '/w', files: { '/w/own': 'x\n' } },
    "su -s /bin/sh nobody -c 'echo y > own'; echo $?; su -s /bin/sh nobody -c 'echo z > /tmp/made'",
  );
  expect(run.stdout).toBe('2\n');
  expect(run.stderr).toBe('sh: 1: cannot create own: Permission denied\n');
  expect(run.text('/w/own')).toBe('x\n');
  expect(run.meta('/tmp/made')).toBe('0644 65534:65534');
});

test('the same build at another time gives the same file, and says that its time is none', async () => {
  const script = 'date +%Y-%m-%d > /tmp/stamp; date -d @0 +%Y';
  const run = await runOn({ image: 'alpine:3.24' }, script);
  expect(run.text('/tmp/stamp')).toBe('2026-11-21\n');
  expect(run.stdout).toBe('1970\n');
  expect(run.estimated.join()).toContain('the time is that of the build');
});

test('text that a command reads is text, even where it could be run', async () => {
  const run = await runOn(
    {
      image: 'debian:trixie-slim',
      cwd: '/w',
      files: { '/w/run.sh': '#!/bin/sh\necho hi\n' },
      executable: ['/w/run.sh'],
    },
    'grep -c echo run.sh; head -1 run.sh; wc -l < run.sh; ./run.sh',
  );
  expect(run.stdout).toBe('1\n#!/bin/sh\n2\nhi\n');
});
