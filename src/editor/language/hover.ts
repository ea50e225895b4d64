import type { Position, Range, Stage, StageSource } from '../../dockerfile/index.ts';
import { type LanguageDocument, stageLabel } from './document.ts';
import { contextPathHover } from './hover-path.ts';
import { code, imageLines } from './image-facts.ts';
import { contains } from './ranges.ts';
import { mountOptions, wordAt } from './slot.ts';
import { stageUseAt } from './stage-uses.ts';
import { type ScannedWord, type Statement, statementAt, wordRange } from './statements.ts';
import { variableUseAt } from './variable-uses.ts';
import { variablesAt } from './variables.ts';
import { type Explained, FLAGS, INSTRUCTIONS, MOUNT_ALIASES, MOUNT_OPTIONS, MOUNT_TYPES } from './words.ts';

/** What is said about the word under the pointer: paragraphs of Markdown. */
export interface Hover {
  readonly range: Range;
  readonly lines: readonly string[];
}

/** What the word at a position means; undefined where there is nothing to say. */
export function hoverAt(document: LanguageDocument, position: Position): Hover | undefined {
  const statement = statementAt(document.statements, position.line);
  if (!statement || statement.comments.includes(position.line)) return undefined;
  const variable = variableHover(document, statement, position);
  if (variable) return variable;
  if (statement.heredocStart !== undefined && position.line >= statement.heredocStart) return undefined;
  const use = stageUseAt(document, position);
  if (use) return { range: use.range, lines: stageLines(document, use.stage) };
  const image = imageHover(document, position);
  if (image) return image;
  const path = contextPathHover(document, statement, position);
  if (path) return path;
  const word = wordAt(statement, position);
  if (!word) return undefined;
  if (word === statement.keywordWord) return explain(wordRange(word), named(INSTRUCTIONS, statement.keyword));
  if (statement.onbuild && position.line === statement.lines.start && word.line === position.line) {
    if (word.text.toUpperCase() === 'ONBUILD')
      return explain(wordRange(word), named(INSTRUCTIONS, 'ONBUILD'));
  }
  return statement.flags.includes(word) ? flagHover(statement, word, position) : undefined;
}

function named<T extends Explained>(list: readonly T[], name: string): T | undefined {
  return list.find((one) => one.name === name);
}

function explain(range: Range, what: Explained | undefined): Hover | undefined {
  return what && { range, lines: [code(what.form), what.text] };
}

function flagHover(statement: Statement, word: ScannedWord, position: Position): Hover | undefined {
  const equals = word.text.indexOf('=');
  const name = word.text.slice(2, equals === -1 ? undefined : equals);
  const nameRange = wordRange({ ...word, end: equals === -1 ? word.end : word.start + equals });
  if (contains(nameRange, position)) {
    return explain(nameRange, named(FLAGS[statement.keyword] ?? [], name));
  }
  if (statement.keyword !== 'RUN' || name !== 'mount') return undefined;
  return mountHover(word, equals + 1, position);
}

function mountHover(word: ScannedWord, from: number, position: Position): Hover | undefined {
  const value = word.text.slice(from);
  const at = position.character - word.start - from;
  let start = value.lastIndexOf(',', Math.max(0, at - 1)) + 1;
  if (at === 0) start = 0;
  const comma = value.indexOf(',', start);
  const field = value.slice(start, comma === -1 ? undefined : comma);
  const [key = '', typed] = field.split('=', 2);
  const range = wordRange({
    line: word.line,
    start: word.start + from + start,
    end: word.start + from + start + field.length,
  });
  const name = key.toLowerCase();
  if (name === 'type') return explain(range, named(MOUNT_TYPES, (typed ?? '').toLowerCase()));
  const option = named(MOUNT_OPTIONS, MOUNT_ALIASES[name] ?? name);
  const type = mountOptions(value).get('type') ?? 'bind';
  if (!option) return undefined;
  const hover = explain(range, option) as Hover;
  if (option.types.includes(type)) return hover;
  return { range, lines: [...hover.lines, `A mount of type ${code(type)} has no use for it.`] };
}

function variableHover(
  document: LanguageDocument,
  statement: Statement,
  position: Position,
): Hover | undefined {
  const found = variableUseAt(document, position);
  if (!found) return undefined;
  const { name, range } = found;
  const known = variablesAt(document, statement).find((variable) => variable.name === name);
  const kinds = {
    arg: 'a build argument: it exists while the image is built',
    env: 'an environment variable: the container has it, too',
    platform: 'set by Docker, about the platform of the build',
  };
  if (known) {
    const value = known.value === '' ? 'has no value here' : `is ${code(known.value)} here`;
    return { range, lines: [`${code(`$${name}`)} ${value}.`, `It is ${kinds[known.kind]}.`] };
  }
  const isGlobal = document.analysis.globalArgValues.has(name) && statement.keyword !== 'FROM';
  if (isGlobal) {
    return {
      range,
      lines: [
        `${code(`$${name}`)} has no value here.`,
        `An ARG before the first FROM is for FROM lines. Write ${code(`ARG ${name}`)} in this stage to use it.`,
      ],
    };
  }
  // In a script the shell may set it itself: nothing certain can be said.
  if (statement.keyword === 'RUN' || statement.keyword === 'CMD' || statement.keyword === 'ENTRYPOINT') {
    return { range, lines: [`No ARG or ENV sets ${code(`$${name}`)} here. The script itself may.`] };
  }
  return { range, lines: [`Nothing sets ${code(`$${name}`)} here: it becomes empty.`] };
}

function imageHover(document: LanguageDocument, position: Position): Hover | undefined {
  const { analysis } = document;
  const dependency = analysis.graph.dependencies.find(({ range }) => contains(range, position));
  const source: StageSource | undefined = dependency?.source;
  if (!dependency || (source?.kind !== 'image' && source?.kind !== 'scratch')) return undefined;
  const reference = source.kind === 'scratch' ? 'scratch' : source.reference;
  const facts = imageLines(reference);
  return {
    range: dependency.range,
    lines: [
      `**Image** ${code(reference)}`,
      ...(facts ?? ['Nothing is known of this image here. Docker asks the registry for it.']),
    ],
  };
}

/** A stage in words: where it starts, what it builds on, who uses it, whether it is needed. */
function stageLines(document: LanguageDocument, stage: Stage): string[] {
  const { analysis } = document;
  const users = analysis.graph.dependencies.filter(
    ({ source, stage: user }) =>
      source.kind === 'stage' && source.index === stage.index && user !== stage.index,
  );
  const base = stage.base.kind === 'stage' ? analysis.stages[stage.base.index] : undefined;
  const root = stage.rootBase.kind === 'image' ? stage.rootBase.reference : stage.rootBase.kind;
  return [
    `**${capital(stageLabel(stage))}**, line ${stage.from.lines.start + 1}`,
    base
      ? `Builds on ${stageLabel(base)}, and so on ${code(root)}.`
      : `Builds on ${code(stage.base.kind === 'image' ? stage.base.reference : stage.baseName)}.`,
    users.length === 0
      ? 'No other stage uses it.'
      : `Used by ${users.map((user) => useText(document, user.stage, user.kind, user.instruction.lines.start)).join('; ')}.`,
    stage.index === analysis.graph.target
      ? 'This stage becomes the image.'
      : stage.reachable
        ? 'What nobody copies from it is left behind.'
        : 'The image does not need it: Docker does not build it.',
  ];
}

function useText(
  document: LanguageDocument,
  user: number,
  kind: 'from' | 'copy' | 'mount',
  line: number,
): string {
  const stage = document.analysis.stages[user];
  const who = stage ? stageLabel(stage) : `stage ${user}`;
  const how = { from: 'FROM', copy: 'COPY --from', mount: 'a mount' }[kind];
  return `${who} (${how}, line ${line + 1})`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
