import type { Position, Range } from '../../dockerfile/source.ts';
import { argumentItems } from './complete-argument.ts';
import { mountKeyItems, mountValueItems } from './complete-mount.ts';
import { imageItems, stageItems } from './complete-source.ts';
import type { LanguageDocument } from './document.ts';
import { code } from './image-facts.ts';
import { type Slot, slotAt } from './slot.ts';
import { stageQuestion } from './stage-question.ts';
import { variablesAt } from './variables.ts';
import { FLAG_VALUES, FLAGS, INSTRUCTIONS } from './words.ts';

/** What a completion is, for its picture. */
export type CompletionKind =
  | 'keyword'
  | 'flag'
  | 'option'
  | 'value'
  | 'stage'
  | 'image'
  | 'file'
  | 'folder'
  | 'variable';

/** One thing that may stand at the cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What is written instead of `range`. */
  readonly insert: string;
  readonly range: Range;
  /** Beside the label, short: a size, a value, what a stage starts from. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  /** More can follow at once: ask again after it is taken. */
  readonly more?: boolean;
}

/** Most items that are shown: nobody reads more, and lists of thousands are slow. */
export const MOST_ITEMS = 200;

/**
 * What may stand at a position, best first; only what goes on from what was typed (case apart). Empty
 * where nothing sensible can be said.
 */
export function complete(document: LanguageDocument, position: Position): Completion[] {
  const slot = slotAt(document, position);
  const prefix = slot.kind === 'none' ? '' : slot.prefix.toLowerCase();
  return itemsFor(document, slot, position)
    .filter(({ label }) => matches(label.toLowerCase(), prefix))
    .slice(0, MOST_ITEMS);
}

/**
 * The same, with what the simulated build has in the directory of a stage where a path of it is typed. At once where
 * no build has to be asked; never rejects.
 */
export function suggest(
  document: LanguageDocument,
  position: Position,
): Completion[] | Promise<Completion[]> {
  const ask = document.world.listStage;
  const question = ask && stageQuestion(document, position);
  if (!question) return complete(document, position);
  return ask(question).then(
    (answer) => complete(answer ? { ...document, listing: { question, answer } } : document, position),
    () => complete(document, position),
  );
}

/** From the start, or from the start of a part: `static` finds `gcr.io/distroless/static`. */
function matches(label: string, prefix: string): boolean {
  if (prefix === '' || label.startsWith(prefix)) return true;
  return label.includes(`/${prefix}`) || label.includes(`-${prefix}`);
}

function itemsFor(document: LanguageDocument, slot: Slot, position: Position): Completion[] {
  switch (slot.kind) {
    case 'none':
      return [];
    case 'keyword':
      return keywordItems(document, slot.range, slot.prefix);
    case 'flag-name':
      return flagItems(slot);
    case 'flag-value':
      return flagValueItems(document, slot, position.line);
    case 'mount-key':
      return mountKeyItems(slot.range, slot.options);
    case 'mount-value':
      return mountValueItems(document, slot, position.line);
    case 'variable':
      return variableItems(document, slot);
    case 'argument':
      return argumentItems(document, slot, position.line);
  }
}

function keywordItems(document: LanguageDocument, range: Range, prefix: string): Completion[] {
  // As the file has it: someone who writes `from` gets `from`.
  const lower = prefix !== '' && prefix === prefix.toLowerCase() && writesLower(document, range.start.line);
  return INSTRUCTIONS.filter(({ name }) => name !== 'MAINTAINER').map(({ name, form, text }) => ({
    label: lower ? name.toLowerCase() : name,
    kind: 'keyword',
    insert: `${lower ? name.toLowerCase() : name} `,
    range,
    documentation: `${code(form)}\n\n${text}`,
  }));
}

function writesLower({ statements }: LanguageDocument, line: number): boolean {
  const others = statements.filter((one) => one.lines.start !== line && one.keyword !== '');
  return others.length > 0 && others.every(({ keywordWord: { text } }) => text === text.toLowerCase());
}

function flagItems({ statement, range }: Slot & { kind: 'flag-name' }): Completion[] {
  const repeatable = new Set(['mount', 'exclude', 'device']);
  const used = new Set(
    statement.flags
      .filter((word) => word.line !== range.start.line || word.start !== range.start.character)
      .map(({ text }) => text.slice(2).split('=')[0]),
  );
  return (FLAGS[statement.keyword] ?? [])
    .filter(({ name }) => repeatable.has(name) || !used.has(name))
    .map(({ name, form, text }) => {
      const takesValue = form.startsWith(`--${name}=`);
      const next = takesValue && !hasEquals(statement.flags, range);
      const insert = name === 'mount' && next ? '--mount=type=' : `--${name}${next ? '=' : ''}`;
      return {
        label: `--${name}`,
        kind: 'flag',
        insert,
        range,
        documentation: `${code(form)}\n\n${text}`,
        ...(next ? { more: true } : {}),
      };
    });
}

function hasEquals(flags: readonly { text: string; line: number; start: number }[], range: Range): boolean {
  const flag = flags.find(({ line, start }) => line === range.start.line && start === range.start.character);
  return flag?.text.includes('=') ?? false;
}

function flagValueItems(
  document: LanguageDocument,
  { statement, flag, range }: Slot & { kind: 'flag-value' },
  line: number,
): Completion[] {
  if (flag === 'from' && statement.keyword === 'COPY') {
    return [...stageItems(document, range, line, 'copy'), ...imageItems(range)];
  }
  return (FLAG_VALUES[`${statement.keyword} ${flag}`] ?? []).map((value) => ({
    label: value,
    kind: value.startsWith('$') ? 'variable' : 'value',
    insert: value,
    range,
  }));
}

const KIND = { arg: 'build argument', env: 'environment variable', platform: 'set by Docker' } as const;

function variableItems(
  document: LanguageDocument,
  { statement, range, braces }: Slot & { kind: 'variable' },
): Completion[] {
  return variablesAt(document, statement).map(({ name, value, kind }) => ({
    label: name,
    kind: 'variable',
    insert: braces && !closed(document, range) ? `${name}}` : name,
    range,
    detail: value === '' ? KIND[kind] : `${KIND[kind]}: ${value.slice(0, 80)}`,
  }));
}

function closed({ analysis }: LanguageDocument, { end }: Range): boolean {
  return /^\w*[}:#%/+-]/.test(analysis.source.line(end.line).slice(end.character));
}
