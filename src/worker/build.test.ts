import { describe, expect, it } from 'vitest';
import { answer } from './build.ts';
import type { BuildRequest, BuildView, RebuildView } from './build-messages.ts';

const files = [
  { path: 'main.txt', content: 'hello\n' },
  { path: 'deps.txt', content: 'one\n' },
  { path: 'secret.txt', content: 'x' },
  { path: '.dockerignore', content: 'secret.txt\n' },
];
const ask = async (text: string, more: Partial<BuildRequest> = {}): Promise<BuildView> =>
  (await answer({ kind: 'build', text, files, ...more })) as BuildView;

const TWO = `FROM alpine:3.24 AS build
WORKDIR /src
COPY deps.txt .
COPY . .
FROM alpine:3.24 AS unused
COPY main.txt /never
FROM scratch
COPY --from=build /src/main.txt /app/main.txt
COPY deps.txt /app/main.txt
USER 10
CMD ["/app/main.txt"]
`;

describe('a build as the page shows it', () => {
  it('names every path of the final image with the line that it comes from', async () => {
    const { image, ok } = await ask(TWO.replace('COPY deps.txt /app/main.txt\n', ''));
    expect(ok).toBe(true);
    const file = image?.files.find((one) => one.path === '/app/main.txt');
    expect(file).toMatchObject({ type: 'file', base: false, layer: 0, line: 7, certainty: 'known' });
    expect(file?.size.bytes).toBe(6);
    expect(file?.from).toContain('from the build context');
    expect(image?.files.map((one) => one.path)).toEqual(['/app', '/app/main.txt']);
    expect(image?.files[0]?.size.bytes).toBe(6);
  });

  it('says which stages were skipped, and what travels', async () => {
    const view = await ask(TWO);
    expect(view.stages.map((stage) => stage.status)).toEqual(['built', 'skipped', 'built']);
    expect(view.carried).toEqual([{ line: 7, size: expect.objectContaining({ bytes: 6 }) }]);
    expect(view.context.ignored).toEqual(['/secret.txt']);
    expect(view.context.files).not.toContain('secret.txt');
  });

  it('counts what a later layer replaces as wasted', async () => {
    const { image } = await ask(TWO);
    expect(image?.wasted).toEqual({ bytes: 6, paths: ['/app/main.txt'] });
    expect(image?.layers.map((layer) => layer.changes.map((change) => change.kind))).toEqual([
      ['add', 'add'],
      ['modify'],
    ]);
  });

  it('has Docker’s words and the line for an error, and a log that ends with them', async () => {
    const view = await ask('FROM scratch\nCOPY nothing /\n');
    expect(view.ok).toBe(false);
    expect(view.error?.line).toBe(1);
    expect(view.error?.message).toContain('"/nothing": not found');
    expect(view.log.at(-1)?.text).toContain('ERROR: failed to build');
    expect(view.image).toBeUndefined();
  });

  it('lays stages that do not need each other side by side', async () => {
    const { time } = await ask(
      'FROM scratch AS a\nCOPY main.txt /\nFROM scratch AS b\nCOPY deps.txt /\nFROM scratch\nCOPY --from=a / /\nCOPY --from=b / /\n',
    );
    expect(time.map((slot) => slot.stage)).toEqual([0, 1, 2, 2]);
    expect(time[0]?.startMs).toBe(time[1]?.startMs);
    expect(time[2]?.startMs).toBeGreaterThanOrEqual(time[0]?.endMs as number);
  });

  it('compares with where the learner started', async () => {
    const view = await ask('FROM scratch\nCOPY main.txt /\nUSER 10\n', {
      start: 'FROM golang:1.27\nCOPY . .\n',
    });
    expect(view.startSize?.bytes).toBeGreaterThan(100_000_000);
    const said = view.gains.join(' ');
    expect(said).toContain('the Go toolchain');
    expect(said).toContain('no shell');
    expect(said).toContain('`10`');
    const alpine = await ask('FROM alpine:3.24\nCOPY main.txt /\n', {
      start: 'FROM golang:1.27\nCOPY . .\n',
    });
    const rest = alpine.gains.join(' ');
    expect(rest).toContain('the Go toolchain');
    // Alpine has a package manager and a shell of its own.
    expect(rest).not.toContain('package manager');
    expect(rest).not.toContain('no shell');
  });
});

describe('a change, and what runs again', () => {
  const statuses = async (path: string): Promise<string[]> => {
    const view = (await answer({
      kind: 'rebuild',
      text: TWO,
      files,
      change: { kind: 'file', path },
    })) as RebuildView;
    return view.steps.map((step) => `${step.line + 1} ${step.status}`);
  };
  it('runs the copies of the changed file again, and what stands on them', async () => {
    expect(await statuses('main.txt')).toEqual(['2 cached', '3 cached', '4 ran', '8 ran', '9 ran']);
    expect(await statuses('deps.txt')).toEqual(['2 cached', '3 ran', '4 ran', '8 cached', '9 ran']);
  });
  it('runs nothing again for a file that is not sent', async () => {
    expect((await statuses('secret.txt')).every((status) => status.endsWith('cached'))).toBe(true);
  });
  it('knows build arguments', async () => {
    const text = 'FROM alpine:3.24\nARG V=1\nWORKDIR /a\nRUN echo $V > v\n';
    const view = (await answer({
      kind: 'rebuild',
      text,
      files,
      change: { kind: 'argument', name: 'V', value: '2' },
    })) as RebuildView;
    expect(view.steps.map((step) => step.status)).toEqual(['cached', 'ran']);
    expect(view.steps[1]?.reason).toContain('the build arguments');
  });
});
