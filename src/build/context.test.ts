import { describe, expect, test } from 'vitest';
import { type ContextFile, createContext } from './context.ts';

const files = (names: readonly string[], ignore?: string): ContextFile[] => [
  ...names.map((path) => ({ path, content: path })),
  ...(ignore === undefined ? [] : [{ path: '.dockerignore', content: ignore }]),
];
const left = (names: readonly string[], ignore?: string) => {
  const context = createContext(files(names, ignore));
  return [...context.snapshot.walk()].filter(({ entry }) => entry.type === 'file').map(({ path }) => path);
};

describe('createContext', () => {
  test('nothing is left out without a .dockerignore, and parents are made', () => {
    expect(left(['a/b/c', 'd'])).toEqual(['/a/b/c', '/d']);
  });
  test('a directory that is left out stands once in the list', () => {
    const context = createContext(files(['m/a', 'm/b/c', 'x', 'n/y'], 'm\nn/y\n'));
    expect(context.ignored).toEqual(['/m', '/n/y']);
    expect(context.ignoreFile).toEqual({ path: '.dockerignore', patterns: ['m', 'n/y'] });
  });
  test('what is taken back brings the directories above it', () => {
    expect(left(['a/b/c', 'a/d'], '*\n!a/b\n')).toEqual(['/a/b/c']);
  });
  test('a file beside the Dockerfile wins', () => {
    const context = createContext(
      [...files(['a', 'b'], 'a\n'), { path: 'docker/app.Dockerfile.dockerignore', content: 'b\n' }],
      'docker/app.Dockerfile',
    );
    expect(context.ignoreFile?.path).toBe('docker/app.Dockerfile.dockerignore');
    expect(context.snapshot.list('/')).toContain('a');
    expect(context.snapshot.list('/')).not.toContain('b');
  });
  test('a broken one stops the build and says so', () => {
    expect(createContext(files(['a'], 'a[\n')).error).toBe('syntax error in pattern');
  });
  test('names that are no ordinary names do no harm', () => {
    expect(left(['__proto__', 'constructor/x', '../up', '/abs', 'a//b', './c'])).toEqual([
      '/__proto__',
      '/a/b',
      '/abs',
      '/c',
      '/constructor/x',
      '/up',
    ]);
  });
  test('modes, links and empty directories', () => {
    const { snapshot } = createContext([
      { path: 'run', content: '', mode: 0o755 },
      { path: 'l', link: 'run' },
      { path: 'empty', directory: true, mode: 0o700 },
    ]);
    expect(snapshot.stat('/l')).toMatchObject({ path: '/run', entry: { mode: 0o755 } });
    expect(snapshot.entry('/empty')).toMatchObject({ type: 'directory', mode: 0o700 });
  });
  test('ten thousand files and sixty patterns', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `d${i % 100}/s${i % 7}/f${i}.js`);
    const ignore = Array.from({ length: 60 }, (_, i) => `**/s${i}/**/*${i}.js`).join('\n');
    expect(left(names, ignore).length).toBeGreaterThan(5_000);
  });
});
