import { describe, expect, it } from 'vitest';
import { type ContextFile, rehearse } from '../build/index.ts';
import { analyze } from '../dockerfile/index.ts';
import { changesOf } from './build-options.ts';
import { grade } from './grade.ts';
import { analyzeOptions } from './options.ts';
import type { GoalResult } from './report.ts';
import { type ExpectationInput, exerciseWith } from './testing.ts';

const FILES: readonly ContextFile[] = [
  { path: 'app', content: '#!/bin/sh\n', mode: 0o755 },
  { path: 'src/a.txt', content: 'a'.repeat(1500) },
  { path: 'deps.txt', content: 'deps\n' },
  { path: 'id_rsa', content: 'secret\n' },
];

/** The result of one expectation, with the build. */
async function goal(
  text: string,
  expectation: ExpectationInput,
  files: readonly ContextFile[] = FILES,
): Promise<GoalResult> {
  const exercise = exerciseWith([expectation]);
  const analysis = analyze(text, analyzeOptions(exercise));
  const build = await rehearse(analysis, files, { changes: changesOf(exercise) });
  const [result] = grade(exercise, analysis, build).goals;
  if (!result) throw new Error('no goal');
  return result;
}

/** Message and line (from 1) of the first diagnostic, behind the status. */
async function said(text: string, expectation: ExpectationInput, files?: readonly ContextFile[]) {
  const { status, diagnostics } = await goal(text, expectation, files);
  const [first] = diagnostics;
  return first === undefined ? status : `${status} ${first.range.start.line + 1}: ${first.message}`;
}

describe('builds', () => {
  it('is met where Docker makes an image', async () => {
    expect(await said('FROM scratch\nCOPY app /app\n', { builds: true })).toBe('met');
  });
  it('is unmet with Docker’s words and the line', async () => {
    const text = 'FROM scratch AS build\nCOPY app /out/app\nFROM scratch\nCOPY --from=build /app/app /app\n';
    expect(await said(text, { builds: true })).toBe(
      'unmet 4: docker build stops: failed to compute cache key: failed to calculate checksum of ref …::…: "/app/app": not found'.replace(
        '…::…',
        (await goal(text, { builds: true })).diagnostics[0]?.message.match(/of ref (\S+):/)?.[1] ?? '',
      ),
    );
  });
  it('is unmet where a command is not in the image', async () => {
    const result = await said('FROM alpine:3.24\nRUN go build\n', { builds: true });
    expect(result).toBe(
      'unmet 2: docker build stops: process "/bin/sh -c go build" did not complete successfully: exit code: 127 (/bin/sh: go: not found)',
    );
  });
  it('cannot be told where a command is not modelled', async () => {
    expect((await goal('FROM nobody/knows\nRUN frobnicate\n', { builds: true })).status).toBe('unknown');
  });
});

describe('starts', () => {
  it('is met, unmet with Docker’s words, or cannot be told', async () => {
    const base = 'FROM alpine:3.24\nCOPY app /app\n';
    expect(await said(`${base}CMD ["/app"]\n`, { starts: true })).toBe('met');
    expect(await said('FROM scratch\nCOPY app /app\nCMD ["/app"]\n', { starts: true })).toBe(
      'unmet 3: docker run fails: exec /app: no such file or directory',
    );
    expect(await said(`${base}CMD ["/nope"]\n`, { starts: true })).toContain(
      'exec: "/nope": stat /nope: no such file',
    );
    expect((await goal('FROM nobody/knows\n', { starts: true })).status).toBe('unknown');
  });
});

describe('files', () => {
  const text =
    'FROM scratch AS build\nCOPY . /w\nFROM scratch\nCOPY --from=build /w/app /app\nCOPY deps.txt /\n';
  it('finds what must be there, and where it was made', async () => {
    expect(await said(text, { files: { present: ['/app', '/d*.txt'] } })).toBe('met');
    expect(await said(text, { files: { present: ['/nope'] } })).toBe(
      'unmet 3: /nope is not in the final image.',
    );
    expect(await said(text, { files: { present: [{ path: '/deps.txt', from: 'context' }] } })).toBe('met');
    expect(await said(text, { files: { present: [{ path: '/app', from: { name: 'build' } }] } })).toBe('met');
    expect(
      (await goal(text, { files: { present: [{ path: '/deps.txt', from: { name: 'build' } }] } })).status,
    ).toBe('unmet');
  });
  it('finds what must not be there', async () => {
    expect(await said(text, { files: { absent: ['/w', '*.go', '/w/**'] } })).toBe('met');
    expect(await said(text, { files: { absent: ['deps.txt'] } })).toBe(
      'unmet 5: /deps.txt is in the final image.',
    );
    expect(await said('FROM golang:1.27\n', { files: { absent: ['/usr/local/go/**'] } })).toContain(
      'unmet 1:',
    );
    expect(await said('FROM alpine:3.24\n', { files: { absent: ['/usr/local/go/**'] } })).toBe('met');
  });
  it('does not guess behind a step that is not modelled', async () => {
    const unsure = 'FROM nobody/knows AS a\nRUN frobnicate\nFROM scratch\nCOPY --from=a /out /out\n';
    expect((await goal(unsure, { files: { absent: ['/out/x'] } })).status).toBe('unknown');
    expect((await goal(unsure, { files: { present: ['/out/x'] } })).status).toBe('unknown');
    expect((await goal(unsure, { files: { present: ['/other'] } })).status).toBe('unmet');
    // What is in /out nobody knows; what is beside it is known.
    expect((await goal(unsure, { files: { absent: ['/*/x'] } })).status).toBe('unknown');
    expect((await goal(unsure, { files: { absent: ['/srv/*/x', '/*/x/y/z.txt'] } })).status).toBe('unknown');
    expect((await goal(unsure, { files: { absent: ['/srv/*/x'] } })).status).toBe('met');
    expect((await goal(unsure, { files: { absent: ['**/x'] } })).status).toBe('unknown');
  });
});

describe('size', () => {
  it('is exact where everything is known', async () => {
    const text = 'FROM scratch\nCOPY src /\n';
    expect(await said(text, { size: { max: '1.5 kB' } })).toBe('met');
    expect(await said(text, { size: { max: '1 kB' } })).toBe(
      'unmet 2: The image has 1.5 kB; this goal allows 1 kB.',
    );
  });
  it('takes the base image’s size as an estimate', async () => {
    expect((await goal('FROM golang:1.27\n', { size: { max: '25 MB' } })).status).toBe('unmet');
    expect((await goal('FROM alpine:3.24\nCOPY app /\n', { size: { max: '25 MB' } })).status).toBe('met');
    expect((await goal('FROM nobody/knows\n', { size: { max: '25 MB' } })).status).toBe('unknown');
  });
});

describe('secrets', () => {
  it('finds them in layers, also where a later line deletes them, and in the config', async () => {
    expect(await said('FROM scratch\nCOPY app /\n', { secrets: 'none' })).toBe('met');
    expect(
      (await goal('FROM alpine:3.24\nCOPY . /w\nRUN rm /w/id_rsa\n', { secrets: 'none' })).diagnostics[0]
        ?.message,
    ).toContain('/w/id_rsa lies in a layer');
    expect((await goal('FROM scratch\nENV API_TOKEN=abc\nCOPY app /\n', { secrets: 'none' })).status).toBe(
      'unmet',
    );
    // In pieces, so that nobody takes them for a secret of this repository.
    const token = `gh${'p'}_${'a1B2'.repeat(9)}`;
    const written = `FROM alpine:3.24\nARG T=gh\nRUN echo "\${T}p_${'a1B2'.repeat(9)}" > /settings && cp /settings /kept\n`;
    expect((await goal(written, { secrets: 'none' })).diagnostics[0]?.message).toContain(
      '/kept lies in a layer',
    );
    const inHistory = `FROM alpine:3.24\nARG A=gh\nARG B=\${A}p_${token.slice(4)}\nRUN echo hi\n`;
    expect((await goal(inHistory, { secrets: 'none' })).diagnostics[0]?.message).toContain(
      'in the history of the image',
    );
    const inConfig = `FROM alpine:3.24\nARG A=gh\nENV B=\${A}p_${token.slice(4)}\n`;
    expect((await goal(inConfig, { secrets: 'none' })).diagnostics[0]?.message).toContain(
      'the variable B of the image',
    );
    const left = 'FROM scratch AS build\nCOPY . /w\nFROM scratch\nCOPY --from=build /w/app /\n';
    expect(await said(left, { secrets: 'none' })).toBe('met');
  });
});

describe('rebuild', () => {
  const wanted = { rebuild: { change: 'src/a.txt', cached: 'COPY deps.txt *' } };
  it('sees what a change runs again', async () => {
    expect(await said('FROM scratch\nCOPY deps.txt /\nCOPY src /src\n', wanted)).toBe('met');
    expect(await said('FROM scratch\nCOPY src /src\nCOPY deps.txt /\n', wanted)).toBe(
      'unmet 3: When src/a.txt changes, line 3 runs again.',
    );
    expect((await goal('FROM scratch\nCOPY . /\n', wanted)).status).toBe('unmet');
  });
  it('asks nothing of work that is done otherwise, where the exercise allows it', async () => {
    const allowed = { rebuild: { ...wanted.rebuild, ifPresent: true as const } };
    expect(await said('FROM scratch\nCOPY . /\n', allowed)).toBe('met');
    expect((await goal('FROM scratch\nCOPY src /src\nCOPY deps.txt /\n', allowed)).status).toBe('unmet');
  });
});

describe('context', () => {
  it('sees what is sent', async () => {
    const ignore: ContextFile = { path: '.dockerignore', content: 'id_rsa\nsrc\n' };
    const wanted = { context: { absent: ['id_rsa', 'src'], max: '1 kB' } };
    expect(
      (await goal('FROM scratch\nCOPY app /\n', wanted)).diagnostics.map(({ message }) => message),
    ).toEqual([
      'id_rsa is sent to the builder.',
      'src/a.txt is sent to the builder.',
      '1.52 kB are sent to the builder; this goal allows 1 kB.',
    ]);
    expect(await said('FROM scratch\nCOPY app /\n', wanted, [...FILES, ignore])).toBe('met');
  });
});

describe('a base that only a digest names', () => {
  const digest = `sha256:${'0'.repeat(63)}7`;
  const advice = async (text: string, expectation: ExpectationInput) => {
    const { status, diagnostics } = await goal(text, expectation);
    return `${status} ${diagnostics[0]?.advice}`;
  };
  it('is no mistake, and what to do is said', async () => {
    const text = `FROM alpine@${digest}\nCOPY app /app\nCMD ["sleep", "9"]\n`;
    for (const expectation of [{ starts: true }, { size: { max: '5 MB' } }] as const)
      expect(await advice(text, expectation)).toMatch(
        /^unknown This is no mistake of yours: alpine@… .*alpine:TAG@…/,
      );
  });
  it('is read by its tag where it has one', async () => {
    const text = `FROM alpine:3.24@${digest}\nCOPY app /app\nCMD ["sleep", "9"]\n`;
    expect((await goal(text, { starts: true })).status).toBe('met');
  });
});

describe('one of several files', () => {
  const anyOf = {
    files: { present: [{ called: 'CA certificates', anyOf: ['/etc/a.pem', '/etc/certs/*', '$CERT_FILE'] }] },
  };
  it.each([
    ['COPY src/a.txt /etc/a.pem', 'met'],
    ['COPY src/a.txt /etc/certs/', 'met'],
    ['ENV CERT_FILE=/x/a\nCOPY src/a.txt /x/a', 'met'],
    ['COPY src/a.txt /x/a', 'unmet'],
    ['ENV CERT_FILE=/x/b\nCOPY src/a.txt /x/a', 'unmet'],
  ])('%s: %s', async (lines, status) => {
    expect((await goal(`FROM scratch\n${lines}\n`, anyOf)).status).toBe(status);
  });
  it('is unknown behind a step that nobody modelled', async () => {
    expect((await goal('FROM nobody/knows\nRUN frobnicate\n', anyOf)).status).toBe('unknown');
  });
});

describe('the program that runs', () => {
  it.each([
    ['CMD ["nginx", "-g", "daemon off;"]', 'met'],
    ['CMD exec /usr/sbin/nginx -g "daemon off;"', 'met'],
    ['CMD ["cat", "/etc/nginx/nginx.conf"]', 'unmet'],
  ])('%s: %s', async (line, status) => {
    expect((await goal(`FROM nginx:alpine\n${line}\n`, { command: { program: 'nginx' } })).status).toBe(
      status,
    );
  });
});

describe('what a cache mount holds', () => {
  const holds = { mounts: { type: 'cache', holds: '/**/kept.txt' } } as const;
  it.each([
    ['RUN --mount=type=cache,target=/c echo x > /c/kept.txt', 'unmet'],
    ['RUN --mount=type=cache,target=/c mkdir /c/d && echo x > /c/d/kept.txt', 'met'],
    ['RUN --mount=type=cache,id=a,target=/c/ mkdir -p /c/d && echo x > /c/d/kept.txt', 'met'],
    ['RUN mkdir -p /c/d && echo x > /c/d/kept.txt', 'unmet'],
  ])('%s: %s', async (line, status) => {
    expect((await goal(`FROM alpine:3.24\n${line}\n`, holds)).status).toBe(status);
  });
});
