import { expect, it } from 'vitest';
import { baseName, isWithin, resolvePath } from './paths.ts';

it.each<[string | undefined, string, string | undefined]>([
  ['/app', 'dist', '/app/dist'],
  ['/app', './dist/', '/app/dist'],
  ['/app', '../out', '/out'],
  ['/app', '/out//x/./y', '/out/x/y'],
  ['/app', '/a/../../b', '/b'],
  ['/', '.', '/'],
  [undefined, '/x', '/x'],
  [undefined, '/x/', '/x'],
  [undefined, '/.hidden', '/.hidden'],
  [undefined, 'x', undefined],
  ['/app', '$OUT/x', undefined],
])('in %j, %j is %j', (cwd, path, expected) => expect(resolvePath(cwd, path)).toBe(expected));

it('knows what lies within a directory', () => {
  expect(isWithin('/app/dist', '/app')).toBe(true);
  expect(isWithin('/app', '/app')).toBe(true);
  expect(isWithin('/application', '/app')).toBe(false);
  expect(isWithin('/x', '/')).toBe(true);
  expect([baseName('/src/app'), baseName('app/'), baseName('app')]).toEqual(['app', 'app', 'app']);
});
