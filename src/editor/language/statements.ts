import type { LineRange, Range } from '../../dockerfile/source.ts';
import { initialState, type LineState, tokenizeLine } from '../tokenize.ts';

/** A word as it stands on its line; quotes and variables included. */
export interface ScannedWord {
  readonly text: string;
  readonly line: number;
  /** UTF-16 units in the line; `end` is exclusive. */
  readonly start: number;
  readonly end: number;
}

/**
 * One statement as written, right or wrong. The front end drops what Docker would refuse; an editor must
 * know where the cursor stands while `COPY --from=` is still half a line.
 */
export interface Statement {
  /** Upper case; of `ONBUILD COPY …` it is COPY. The empty string where the first word is no keyword. */
  readonly keyword: string;
  readonly keywordWord: ScannedWord;
  readonly onbuild: boolean;
  /** Leading `--…` words. */
  readonly flags: readonly ScannedWord[];
  /** What follows the flags, on all its lines. */
  readonly words: readonly ScannedWord[];
  /** All lines, heredocs included; 0-based, `end` inclusive. */
  readonly lines: LineRange;
  /** 0-based line of the first heredoc body; absent where there is none. */
  readonly heredocStart?: number;
  /** 0-based comment lines and empty lines inside. */
  readonly comments: readonly number[];
}

/** The instructions, upper case. */
export const KEYWORDS = [
  'ADD',
  'ARG',
  'CMD',
  'COPY',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'FROM',
  'HEALTHCHECK',
  'LABEL',
  'MAINTAINER',
  'ONBUILD',
  'RUN',
  'SHELL',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

/** Where a word stands. */
export function wordRange({ line, start, end }: Pick<ScannedWord, 'line' | 'start' | 'end'>): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}

/** The statements of a text, in its order. Linear in the text's length. */
export function scanStatements(text: string): Statement[] {
  const statements: Statement[] = [];
  let open: { words: ScannedWord[]; start: number; comments: number[]; heredocStart?: number } | undefined;
  let state: LineState = initialState;
  const lines = text.split('\n');
  const close = (end: number): void => {
    if (open && open.words.length > 0) statements.push(statement(open, end));
    open = undefined;
  };
  lines.forEach((line, at) => {
    const inHeredoc = state.heredocs.length > 0;
    const before = state;
    state = tokenizeLine(line, state).state;
    if (!inHeredoc) {
      const trimmed = line.trim();
      if (before.continues === '' && (trimmed === '' || trimmed.startsWith('#'))) return;
      open ??= { words: [], start: at, comments: [] };
      if (trimmed === '' || trimmed.startsWith('#')) open.comments.push(at);
      else open.words.push(...wordsOf(line, at, state.escape));
      if (state.heredocs.length > 0) open.heredocStart = at + 1;
    }
    if (state.heredocs.length === 0 && (inHeredoc || state.continues === '')) close(at);
  });
  close(lines.length - 1);
  return statements;
}

/** The statement on a 0-based line, if any. */
export function statementAt(statements: readonly Statement[], line: number): Statement | undefined {
  return statements.find(({ lines }) => lines.start <= line && line <= lines.end);
}

function statement(
  open: { words: ScannedWord[]; start: number; comments: number[]; heredocStart?: number },
  end: number,
): Statement {
  const [first, ...rest] = open.words as [ScannedWord, ...ScannedWord[]];
  const onbuild = first.text.toUpperCase() === 'ONBUILD' && rest.length > 0;
  const keywordWord = onbuild ? (rest.shift() as ScannedWord) : first;
  const upper = keywordWord.text.toUpperCase();
  const flagCount = rest.findIndex((word) => !word.text.startsWith('--'));
  const flags = flagCount === -1 ? rest : rest.slice(0, flagCount);
  return {
    keyword: (KEYWORDS as readonly string[]).includes(upper) ? upper : '',
    keywordWord,
    onbuild,
    flags,
    words: rest.slice(flags.length),
    lines: { start: open.start, end },
    ...(open.heredocStart === undefined ? {} : { heredocStart: open.heredocStart }),
    comments: open.comments,
  };
}

function wordsOf(line: string, at: number, escapeToken: string): ScannedWord[] {
  const trimmed = line.trimEnd();
  const end = trimmed.endsWith(escapeToken) ? trimmed.length - 1 : trimmed.length;
  const words: ScannedWord[] = [];
  let start = -1;
  let quote = '';
  for (let here = 0; here <= end; here++) {
    const char = here === end ? '' : (line[here] as string);
    const ends = here === end || (quote === '' && (char === ' ' || char === '\t'));
    if (ends) {
      if (start !== -1) words.push({ text: line.slice(start, here), line: at, start, end: here });
      start = -1;
      continue;
    }
    if (start === -1) start = here;
    if (quote === '') {
      if (char === '"' || char === "'") quote = char;
    } else if (char === '\\' && quote === '"' && here + 1 < end) here++;
    else if (char === quote) quote = '';
  }
  return words;
}
