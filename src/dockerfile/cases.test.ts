import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Diagnostic } from './diagnostic.ts';
import { quote } from './go-text.ts';
import { readInstructions } from './instructions/index.ts';
import type { Heredoc } from './instructions/types.ts';
import { dump, parseDockerfile } from './parser/index.ts';
import type { Directive, Node } from './parser/types.ts';
import { type Range, SourceText } from './source.ts';

const folder = new URL('./testdata/', import.meta.url);
const cases = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

function place({ start, end }: Range): string {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function directive({ name, value, range }: Directive): string {
  return `directive ${place(range)} ${name} = ${value}`;
}

function heredoc({ name, fd, expand, chomp, content }: Heredoc): string {
  return `  heredoc ${name} fd=${fd}${expand ? ' expand' : ''}${chomp ? ' chomp' : ''} content=${quote(content)}`;
}

function statement(node: Node): string[] {
  const { lines, json, heredocs } = node;
  return [
    `${lines.start + 1}-${lines.end + 1} ${json ? 'json ' : ''}${dump(node)}`,
    ...heredocs.map(heredoc),
  ];
}

function diagnostic({ severity, range, message }: Diagnostic): string {
  return `${severity} ${place(range)} ${message}`;
}

function result(text: string): string {
  const parsed = parseDockerfile(new SourceText(text));
  const lines = [
    ...parsed.directives.map(directive),
    ...parsed.nodes.flatMap(statement),
    ...parsed.diagnostics.map(diagnostic),
    ...readInstructions(parsed).diagnostics.map(diagnostic),
  ];
  return `${lines.join('\n')}\n`;
}

describe('testdata', () => {
  test('has cases', () => expect(cases.length).toBeGreaterThan(10));

  test.each(cases.map(({ name }) => name))('%s', (name) => {
    const read = (file: string) => readFileSync(new URL(`${name}/${file}`, folder), 'utf8');
    expect(result(read('Dockerfile'))).toBe(read('result'));
  });
});
