import { expect, test } from 'vitest';
import { DirectiveReader, detectSyntax } from './directives.ts';

test.each([
  ['# syntax=a', { name: 'syntax', value: 'a' }],
  ['#syntax = a b  ', { name: 'syntax', value: 'a b' }],
  ['#  ESCAPE=`', { name: 'escape', value: '`' }],
  ['# check=skip=all;error=true', { name: 'check', value: 'skip=all;error=true' }],
])('%j', (line, directive) => {
  expect(new DirectiveReader().read(line)).toMatchObject(directive);
});

test.each([
  '# syntax',
  '# syntax=',
  '# syntax= ',
  '## syntax=a',
  '# sýntax=a',
  '# syn tax=a',
  '# other=a',
  'FROM a',
  '',
])('%j is none, and ends them', (line) => {
  const reader = new DirectiveReader();
  expect(reader.read(line)).toBeUndefined();
  expect(reader.ended).toBe(true);
  expect(reader.read('# syntax=a')).toBeUndefined();
});

test('a second one of a name is an error', () => {
  const reader = new DirectiveReader();
  reader.read('# escape=`');
  expect(reader.read('# Escape=\\')).toBe('only one escape parser directive can be used');
});

test.each([
  [
    '# syntax=docker/dockerfile:1 extra\nFROM a',
    { reference: 'docker/dockerfile:1', commandLine: 'docker/dockerfile:1 extra', line: 0 },
  ],
  ['#!/usr/bin/env build\n# escape=`\n#syntax=x\r\n', { reference: 'x', commandLine: 'x', line: 2 }],
  ['// syntax=x\nanything', { reference: 'x', commandLine: 'x', line: 0 }],
  ['{"syntax": "x", "more": 1}', { reference: 'x', commandLine: 'x', line: 0 }],
  ['\ufeff# syntax=x', { reference: 'x', commandLine: 'x', line: 0 }],
])('the frontend of %j', (text, syntax) => {
  expect(detectSyntax(text)).toEqual(syntax);
});

test.each(['FROM a', '\n# syntax=x', '# comment\n# syntax=x', '{"syntax": 1}', '{broken', ''])(
  '%j names no frontend',
  (text) => {
    expect(detectSyntax(text)).toBeUndefined();
  },
);
