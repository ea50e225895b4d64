import { describe, expect, it } from 'vitest';
import { listStage } from './stage-listing.ts';

const world = {
  files: [
    { path: 'main.txt', content: 'hello\n' },
    { path: 'src/a.txt', content: 'aaaa' },
    { path: 'src/b.log', content: 'b' },
    { path: '.dockerignore', content: '**/*.log\n' },
  ],
};
const TEXT = [
  'ARG BASE=alpine:3.24',
  'FROM $BASE AS build',
  'WORKDIR /out',
  'COPY . .',
  'RUN ln -s main.txt now && mkdir deep && echo x > deep/x',
].join('\n');
const MORE = `${TEXT}\nFROM scratch AS other\nCOPY --from=build /out/src /src`;

describe('one directory of a stage', () => {
  it('is listed as the stage leaves it: kind, size, link, .dockerignore applied', async () => {
    const view = await listStage({ kind: 'list', text: TEXT, directory: '/out' }, world);
    expect(view?.complete).toBe(true);
    expect(view?.entries.map(({ name, type, size, target }) => [name, type, size?.bytes, target])).toEqual([
      ['.dockerignore', 'file', 9, undefined],
      ['deep', 'directory', 2, undefined],
      ['main.txt', 'file', 6, undefined],
      ['now', 'symlink', undefined, 'main.txt'],
      ['src', 'directory', 4, undefined],
    ]);
  });

  it('has what the Dockerfile made before what the base image brought', async () => {
    const view = await listStage({ kind: 'list', text: TEXT, directory: '/' }, world);
    expect(view?.entries[0]).toMatchObject({ name: 'out', base: false });
    expect(view?.entries.find(({ name }) => name === 'etc')?.base).toBe(true);
  });

  it('is that of the last stage; a build argument counts', async () => {
    const view = await listStage(
      { kind: 'list', text: MORE, directory: '/' },
      { ...world, buildArgs: { BASE: 'busybox:1.37' } },
    );
    expect(view?.entries.map(({ name }) => name)).toEqual(['src']);
  });

  it('is undefined where it is no directory, or nothing could be read', async () => {
    const ask = (text: string, directory: string) => listStage({ kind: 'list', text, directory }, world);
    expect(await ask(TEXT, '/nowhere')).toBeUndefined();
    expect(await ask(TEXT, '/out/main.txt')).toBeUndefined();
    expect(await ask('FRUM x', '/')).toBeUndefined();
    expect(await ask('', '/')).toBeUndefined();
  });

  it('after a step that fails, what stood before it', async () => {
    const text = 'FROM alpine:3.24\nRUN mkdir /one\nRUN false\nRUN mkdir /two';
    const view = await listStage({ kind: 'list', text, directory: '/' }, world);
    const names = view?.entries.map(({ name }) => name);
    expect(names).toContain('one');
    expect(names).not.toContain('two');
    expect(view?.complete).toBe(false);
  });
});
