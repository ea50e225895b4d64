import type { Position, Range } from '../../dockerfile/source.ts';
import type { LanguageDocument } from './document.ts';
import { type ScannedWord, type Statement, statementAt, wordRange } from './statements.ts';

/** What may stand at a place, and what stands there already: `range` is replaced, `prefix` was typed. */
interface Place {
  readonly range: Range;
  readonly prefix: string;
}

/** What the cursor stands on. */
export type Slot =
  | (Place & { readonly kind: 'keyword' })
  | (Place & { readonly kind: 'flag-name'; readonly statement: Statement })
  | (Place & { readonly kind: 'flag-value'; readonly statement: Statement; readonly flag: string })
  | (Place & { readonly kind: 'mount-key'; readonly options: ReadonlyMap<string, string> })
  | (Place & {
      readonly kind: 'mount-value';
      readonly key: string;
      readonly options: ReadonlyMap<string, string>;
    })
  | (Place & { readonly kind: 'variable'; readonly braces: boolean; readonly statement: Statement })
  | (Place & { readonly kind: 'argument'; readonly statement: Statement; readonly index: number })
  | { readonly kind: 'none' };

const NONE: Slot = { kind: 'none' };

/** What may be written at a position. */
export function slotAt(document: LanguageDocument, position: Position): Slot {
  const source = document.analysis.source;
  if (position.line >= source.lineCount) return NONE;
  const line = source.line(position.line);
  const before = line.slice(0, position.character);
  const statement = statementAt(document.statements, position.line);
  if (!statement) {
    return before.trimStart().startsWith('#') ? NONE : keywordSlot(position, before.trimStart());
  }
  if (statement.comments.includes(position.line) && before.trim() !== '') return NONE;
  const variable = variableSlot(statement, position, before);
  if (statement.heredocStart !== undefined && position.line >= statement.heredocStart) {
    return variable ?? NONE;
  }
  const word = wordAt(statement, position);
  const prefix = word ? line.slice(word.start, position.character) : '';
  const isFirst = before.trim() === prefix && position.line === statement.lines.start;
  if (isFirst || word === statement.keywordWord) return keywordSlot(position, prefix);
  const at = afterFlags(statement, position);
  if (at === undefined && (prefix.startsWith('-') || word?.text.startsWith('--'))) {
    return flagSlot(statement, position, prefix, word);
  }
  if (variable) return variable;
  return argumentSlot(statement, position, prefix, word);
}

/** The word that holds the position or ends at it. */
export function wordAt(statement: Statement, { line, character }: Position): ScannedWord | undefined {
  return [statement.keywordWord, ...statement.flags, ...statement.words].find(
    (word) => word.line === line && word.start <= character && character <= word.end,
  );
}

function keywordSlot(position: Position, prefix: string): Slot {
  return { kind: 'keyword', ...place(position, prefix) };
}

/** The first word before the position that is no flag: flags may not follow it. */
function afterFlags(statement: Statement, { line, character }: Position): ScannedWord | undefined {
  return statement.words.find((word) => word.line < line || (word.line === line && word.end < character));
}

function flagSlot(
  statement: Statement,
  position: Position,
  prefix: string,
  word: ScannedWord | undefined,
): Slot {
  const equals = prefix.indexOf('=');
  if (equals === -1) {
    const end = word ? nameEnd(word) : position.character;
    return { kind: 'flag-name', statement, prefix, range: spread(position, prefix.length, end) };
  }
  const flag = prefix.slice(2, equals);
  const value = prefix.slice(equals + 1);
  if (statement.keyword === 'RUN' && flag === 'mount') return mountSlot(position, value, word);
  const end = word?.end ?? position.character;
  return { kind: 'flag-value', statement, flag, prefix: value, range: spread(position, value.length, end) };
}

function nameEnd(word: ScannedWord): number {
  const equals = word.text.indexOf('=');
  return equals === -1 ? word.end : word.start + equals;
}

function mountSlot(position: Position, value: string, word: ScannedWord | undefined): Slot {
  const options = mountOptions(word?.text.slice('--mount='.length) ?? value);
  const field = value.slice(value.lastIndexOf(',') + 1);
  const rest = word?.text.slice(position.character - word.start) ?? '';
  const until = rest.search(/,|$/);
  const end = position.character + until;
  const equals = field.indexOf('=');
  if (equals === -1) {
    const keyEnd = position.character + rest.search(/[,=]|$/);
    return { kind: 'mount-key', options, prefix: field, range: spread(position, field.length, keyEnd) };
  }
  const typed = field.slice(equals + 1);
  const key = field.slice(0, equals).toLowerCase();
  return { kind: 'mount-value', key, options, prefix: typed, range: spread(position, typed.length, end) };
}

/** The options of a `--mount` as written: key in lower case to value (empty where there is none). */
export function mountOptions(value: string): Map<string, string> {
  return new Map(
    value.split(',').map((field) => {
      const equals = field.indexOf('=');
      return equals === -1
        ? [field.toLowerCase(), '']
        : [field.slice(0, equals).toLowerCase(), field.slice(equals + 1)];
    }),
  );
}

function variableSlot(statement: Statement, position: Position, before: string): Slot | undefined {
  let start = before.length;
  while (start > 0 && /\w/.test(before[start - 1] as string)) start--;
  const braces = before[start - 1] === '{';
  const dollar = start - (braces ? 2 : 1);
  if (before[dollar] !== '$' || before[dollar - 1] === '\\') return undefined;
  const prefix = before.slice(start);
  return { kind: 'variable', statement, braces, ...place(position, prefix) };
}

function argumentSlot(
  statement: Statement,
  position: Position,
  prefix: string,
  word: ScannedWord | undefined,
): Slot {
  const index = statement.words.filter(
    (one) => one.line < position.line || (one.line === position.line && one.end < position.character),
  ).length;
  // Inside a JSON array the path starts behind the bracket and the quote.
  const start = Math.max(prefix.lastIndexOf('"'), prefix.lastIndexOf("'"), prefix.lastIndexOf('[')) + 1;
  const typed = prefix.slice(start);
  const tail = word?.text.slice(position.character - word.start).search(/["'\],]|$/) ?? 0;
  const range = spread(position, typed.length, position.character + tail);
  return { kind: 'argument', statement, index, prefix: typed, range };
}

function place(position: Position, prefix: string): Place {
  return { prefix, range: spread(position, prefix.length, position.character) };
}

function spread({ line, character }: Position, back: number, end: number): Range {
  return wordRange({ line, start: character - back, end });
}
