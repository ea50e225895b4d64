/** What the engine's cases cannot show: what is not known, where things come from, and bounds. */
import { describe, expect, test } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import type { Dependency } from '../../dockerfile/stages/types.ts';
import { createContext } from '../context.ts';
import { directory, emptySnapshot, knownFile, type Snapshot } from '../filesystem/index.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { emptyConfig, execute } from './index.ts';
import { ModeError, parseMode } from './mode.ts';

const why = 'part of the base image';
const base = { kind: 'base', stage: 0, line: 0, image: 'golang:1.27' } as const;

/** A base image of which some files are known. */
function baseImage(): Snapshot {
  const draft = emptySnapshot(base).edit();
  draft.put('/', directory(base, { unlisted: why }));
  draft.makeDirectories('/usr/local/go', () => directory(base, { unlisted: why }));
  draft.makeDirectories('/known', () => directory(base));
  draft.put('/usr/local/go/VERSION', knownFile('go1.27\n', base));
  return draft.commit();
}

/** Runs the steps of the last stage on `start`; `from` stands for whatever COPY --from names. */
async function run(dockerfile: string, start: Snapshot, from?: Snapshot): Promise<Outcome> {
  const stage = analyze(dockerfile).stages.at(-1);
  const context = createContext([
    { path: 'a', content: 'a\n' },
    { path: 'big.tar.xz', content: new Uint8Array([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0, 1, 2]) },
  ]);
  let outcome: Outcome | undefined;
  for (const step of stage?.steps ?? []) {
    const environment: StepEnvironment = {
      stage: 1,
      config: outcome?.config ?? emptyConfig(),
      provenance: { kind: 'step', stage: 1, line: step.instruction.lines.start },
      platform: 'linux/amd64',
      context,
      resolve: (_: Dependency) => from,
    };
    outcome = await execute(outcome?.snapshot ?? start, step, environment, { ownCmd: false });
    if (outcome.error) return outcome;
  }
  if (!outcome) throw new Error('no step');
  return outcome;
}
const copyFrom = (line: string, from = baseImage()) => run(`FROM x\n${line}\n`, emptySnapshot(base), from);

describe('what is not known stays not known', () => {
  test('a path that a base image may have is neither copied nor missed', async () => {
    const outcome = await copyFrom('COPY --from=golang /etc/thing /thing');
    expect(outcome.error).toBeUndefined();
    expect(outcome).toMatchObject({ certainty: 'unknown', why });
    expect(outcome.snapshot.stat('/thing')).toMatchObject({ entry: { type: 'unknown' } });
    expect(outcome.snapshot.stat('/thing/deeper')).toMatchObject({ kind: 'unknown' });
    expect(outcome.snapshot.stat('/other')).toMatchObject({ kind: 'absent' });
  });
  test('a path that it certainly has not is missed', async () => {
    const outcome = await copyFrom('COPY --from=golang /known/thing /thing');
    expect(outcome.error?.message).toMatch(/^failed to compute cache key: .*: "\/known\/thing": not found$/);
  });
  test('into a directory: whatever it is, the rest of the image is known', async () => {
    const outcome = await copyFrom('COPY --from=golang /etc/thing /app/');
    expect(outcome.snapshot.stat('/app/anything')).toMatchObject({ kind: 'unknown' });
    expect(outcome.snapshot.stat('/apps')).toMatchObject({ kind: 'absent' });
  });
  test('a directory that is listed in part is copied in part, and says so', async () => {
    const outcome = await copyFrom('COPY --from=golang /usr/local/go /go');
    expect(outcome.certainty).toBe('known');
    expect(outcome.snapshot.stat('/go/VERSION')).toMatchObject({ entry: { content: 'go1.27\n' } });
    expect(outcome.snapshot.stat('/go/bin/go')).toMatchObject({ kind: 'unknown', why });
  });
  test('a pattern may match more than is listed', async () => {
    const outcome = await copyFrom('COPY --from=golang /usr/local/go/V* /v/');
    expect(outcome).toMatchObject({ certainty: 'unknown', why });
    expect(outcome.snapshot.stat('/v/VERSION')).toMatchObject({ kind: 'found' });
    expect(outcome.snapshot.stat('/v/VERSIONS')).toMatchObject({ kind: 'unknown' });
  });
  test('a source of which nothing at all is known', async () => {
    const outcome = await run('FROM x\nCOPY --from=nobody/knows /app /app\n', emptySnapshot(base));
    expect(outcome).toMatchObject({ certainty: 'unknown' });
    expect(outcome.error).toBeUndefined();
  });
  test('a download is there, its size is not known', async () => {
    const outcome = await run('FROM x\nADD https://example.com/d/tool.bin /opt/\n', emptySnapshot(base));
    expect(outcome.snapshot.stat('/opt/tool.bin')).toMatchObject({
      entry: { type: 'file', mode: 0o600, size: { certainty: 'unknown' } },
    });
    expect(outcome.certainty).toBe('unknown');
  });
  test('a repository is a directory of unknown content', async () => {
    const outcome = await run('FROM x\nADD https://example.com/x/y.git#main /src\n', emptySnapshot(base));
    expect(outcome.snapshot.stat('/src/main.go')).toMatchObject({ kind: 'unknown' });
  });
  test('an archive that is not unpacked here leaves a directory of unknown content', async () => {
    const outcome = await run('FROM x\nADD big.tar.xz /src/\n', emptySnapshot(base));
    expect(outcome.why).toContain('xz');
    expect(outcome.snapshot.stat('/src/x')).toMatchObject({ kind: 'unknown' });
  });
  test('a user of a base image whose passwd is not known', async () => {
    const outcome = await run('FROM x\nCOPY --chown=app a /a\n', baseImage());
    expect(outcome).toMatchObject({ certainty: 'unknown', why });
  });
});

describe('--parents keeps directories', () => {
  const files = emptySnapshot(base).edit();
  for (const path of ['/src/a/x/one', '/src/a/y/two', '/src/b/three']) {
    files.makeDirectories(path.slice(0, path.lastIndexOf('/')), () => directory(base));
    files.put(path, knownFile(path, base));
  }
  const source = files.commit();
  const paths = async (line: string) => {
    const { snapshot, error } = await copyFrom(line, source);
    return (
      error?.message ??
      [...snapshot.walk()].filter(({ entry }) => entry.type === 'file').map(({ path }) => path)
    );
  };
  // The rules of https://docs.docker.com/reference/dockerfile/#copy---parents
  test.each([
    ['/src/a/x/one', ['/to/src/a/x/one']],
    ['/src/./a/x/one', ['/to/a/x/one']],
    ['/src/*/*/one', ['/to/src/a/x/one']],
    ['/src/./**/t*', ['/to/a/y/two', '/to/b/three']],
    ['/src/./a', ['/to/a/x/one', '/to/a/y/two']],
    ['/src/nothing*', []],
  ])('%s', async (from, expected) => {
    expect(await paths(`COPY --parents --from=s ${from} /to/`)).toEqual(expected);
  });
  test('a missing literal path is an error', async () => {
    expect(await paths('COPY --parents --from=s /src/nope /to/')).toContain('"/src/nope": not found');
  });
});

test('where a file comes from is kept through every copy', async () => {
  const first = await copyFrom('COPY --from=golang /usr/local/go/VERSION /v');
  const second = await copyFrom('COPY --from=b /v /w', first.snapshot);
  expect(second.snapshot.entry('/w')?.provenance).toMatchObject({
    kind: 'step',
    stage: 1,
    line: 1,
    origin: base,
  });
});

test('a link into a circle is an error, not a hang', async () => {
  const draft = emptySnapshot(base).edit();
  draft.put('/l', {
    type: 'symlink',
    target: 'l',
    mode: 0o777,
    uid: 0,
    gid: 0,
    provenance: base,
    certainty: 'known',
  });
  expect((await copyFrom('COPY --from=b /l /x', draft.commit())).error?.message).toContain('too many links');
});

test.each(['u+q', 'foo', '9', '12345', 'u', '+z', ',', 'u+x,'])('--chmod=%s is an error', (mode) => {
  expect(() => parseMode(mode)).toThrow(ModeError);
});
