import type { Completion } from './complete.ts';
import { pathItems } from './complete-path.ts';
import { imageItems, stageItems } from './complete-source.ts';
import type { LanguageDocument } from './document.ts';
import type { Slot } from './slot.ts';
import type { Statement } from './statements.ts';
import { INSTRUCTIONS } from './words.ts';

/** What may stand as an argument: images and stages after FROM, AS, paths, ARGs to declare again. */
export function argumentItems(
  document: LanguageDocument,
  { statement, index, range, prefix }: Slot & { kind: 'argument' },
  line: number,
): Completion[] {
  switch (statement.keyword) {
    case 'FROM':
      if (index === 0) return [...stageItems(document, range, line, 'from'), ...imageItems(range)];
      return index === 1 ? [asItem(range)] : [];
    case 'COPY':
    case 'ADD':
      return pathItems(document, flagValue(statement, 'from'), prefix, range);
    case 'ARG':
      return argItems(document, range, line);
    case 'HEALTHCHECK':
      if (index > 0) return [];
      return ['CMD', 'NONE'].map((label) => ({ label, kind: 'keyword', insert: `${label} `, range }));
    case '':
      return statement.onbuild ? onbuildItems(range) : [];
    default:
      return [];
  }
}

/** The value of a statement's flag, as written. */
export function flagValue(statement: Statement, name: string): string | undefined {
  const start = `--${name}=`;
  return statement.flags.findLast(({ text }) => text.startsWith(start))?.text.slice(start.length);
}

function asItem(range: Completion['range']): Completion {
  return {
    label: 'AS',
    kind: 'keyword',
    insert: 'AS ',
    range,
    documentation: 'Gives the stage a name, so that others can copy from it or build on it.',
  };
}

function argItems(document: LanguageDocument, range: Completion['range'], line: number): Completion[] {
  const { stages, globalArgValues } = document.analysis;
  if (!stages.some((stage) => stage.from.lines.start < line)) return [];
  return [...globalArgValues.values()].map(({ key, value }) => ({
    label: key.text,
    kind: 'variable',
    insert: key.text,
    range,
    detail: value === undefined ? 'declared before FROM' : `declared before FROM: ${value.slice(0, 80)}`,
  }));
}

function onbuildItems(range: Completion['range']): Completion[] {
  return INSTRUCTIONS.filter(({ name }) => !['FROM', 'ONBUILD', 'MAINTAINER'].includes(name)).map(
    ({ name, form }) => ({ label: name, kind: 'keyword', insert: `${name} `, range, documentation: form }),
  );
}
