import { expect, it } from 'vitest';
import { closest, editDistance } from './distance.ts';

it.each([
  ['build', 'build', 0],
  ['biuld', 'build', 1],
  ['buid', 'build', 1],
  ['builds', 'build', 1],
  ['kitten', 'sitting', 3],
  ['', 'ab', 2],
])('the distance of %j and %j is %i', (a, b, distance) => expect(editDistance(a, b)).toBe(distance));

it('finds the nearest name, and none for a word of its own', () => {
  expect(closest('biuld', ['base', 'build'])).toBe('build');
  expect(closest('dependecies', ['dependencies', 'base'])).toBe('dependencies');
  expect(closest('builder', ['base', 'build'])).toBe('build');
  expect(closest('test', ['test-unit-fast'])).toBeUndefined();
  expect(closest('node', ['deps', 'build'])).toBeUndefined();
  expect(closest('a', ['b'])).toBeUndefined();
  expect(closest('build', ['build'])).toBeUndefined();
});
