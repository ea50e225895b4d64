/** Which lines grep chooses, and how it shows them. */
import { type Match, RegexBeyond, RegexError, regex } from './regex/index.ts';

/** A pattern: where it matches in a line, at a place or behind it. */
export type Pattern = (line: string, from: number) => Match | undefined;

export interface PatternOptions {
  /** G: basic, E: extended, F: fixed, P: of Perl. */
  readonly kind: string;
  readonly fold: boolean;
  /** -w and -x. */
  readonly word: boolean;
  readonly line: boolean;
}

/** Makes the patterns ready. Throws RegexError where one is wrong, RegexBeyond where it is not followed. */
export function matchers(texts: readonly string[], options: PatternOptions): readonly Pattern[] {
  return texts.map((text): Pattern => {
    const search = options.kind === 'P' ? perl(text, options.fold) : posix(text, options);
    if (options.line)
      return (line, from) => {
        if (from > 0) return undefined;
        for (let match = search(line, 0); match; match = undefined)
          if (match[0] === 0 && match[1] === line.length) return match;
        return undefined;
      };
    if (!options.word) return search;
    return (line, from) => {
      for (let at = from; at <= line.length; ) {
        const match = search(line, at);
        if (!match) return undefined;
        const [begin = 0, end = 0] = match;
        if (!/\w/.test(line[begin - 1] ?? '') && !/\w/.test(line[end] ?? '')) return match;
        at = begin + 1;
      }
      return undefined;
    };
  });
}

function posix(text: string, options: PatternOptions): Pattern {
  const { kind, fold, line } = options;
  const literal = kind === 'F' ? text.replace(/[\\^$.*[\]]/g, '\\$&') : text;
  const whole = line ? (kind === 'E' ? `^(${literal})$` : `^\\(${literal}\\)$`) : literal;
  // A back reference counts its groups from the first one of the pattern itself.
  const isPlain = line && /\\[1-9]/.test(text);
  const found = regex(isPlain ? text : whole, { extended: kind === 'E', fold });
  return (subject, from) => found.find(subject, from);
}

/** Expressions of Perl that can be told without trying every way: no repeated repetition, no back reference. */
function perl(text: string, fold: boolean): Pattern {
  if (/\\[1-9kRXpPghHQEGzZA]|\(\?[^:=!<]|[+*]\+|\?\+|\(\*|\[\[|\([^()]*[*+{][^()]*\)[*+{]/.test(text))
    throw new RegexBeyond(`-P ${text}`);
  const parts = text.split('\\K');
  if (parts.length > 2 || /\\\\K/.test(text)) throw new RegexBeyond(`-P ${text}`);
  let expression: RegExp;
  try {
    const source = parts.length === 2 ? `(?:${parts[0]})(?<kept>${parts[1]})` : text;
    expression = new RegExp(source, `dg${fold ? 'i' : ''}`);
  } catch {
    throw new RegexError(`-P ${text}`);
  }
  return (line, from) => {
    if (line.length > 2000) throw new RegexBeyond('-P on so long a line');
    expression.lastIndex = from;
    const match = expression.exec(line);
    if (!match) return undefined;
    const kept = match.indices?.groups?.kept;
    return kept ? [kept[0], kept[1]] : [match.index, match.index + match[0].length];
  };
}

export interface GrepOptions {
  readonly invert: boolean;
  readonly count: boolean;
  readonly only: boolean;
  readonly number: boolean;
  readonly offset: boolean;
  readonly most: number;
  readonly before: number;
  readonly after: number;
  readonly separator: string;
  /** A text with a NUL is said to match, and not shown. */
  readonly binary: boolean;
  readonly skipBinary: boolean;
  readonly gnu: boolean;
}

/** Searches a text; `follows`: something was printed before it. */
export function chosen(
  text: string,
  patterns: readonly Pattern[],
  options: GrepOptions,
  name: string | undefined,
  end: string | undefined,
  follows: boolean,
): { readonly matched: boolean; readonly text: string; readonly binary?: boolean } {
  const { separator } = options;
  const isBinary = separator === '\n' && text.includes('\0');
  if (isBinary && options.skipBinary) return { matched: false, text: '' };
  const lines = text.split(separator);
  if (lines.at(-1) === '') lines.pop();
  const out: string[] = [];
  const context = options.before > 0 || options.after > 0;
  let count = 0;
  let offset = 0;
  let shown = -1;
  let left = 0;
  const offsets: number[] = [];
  const show = (at: number, mark: string, part: string, place: number) => {
    let head = '';
    if (name !== undefined) head += name + (end ?? mark);
    if (options.number) head += `${at + 1}${mark}`;
    if (options.offset) head += `${place}${mark}`;
    out.push(head + part + separator);
  };
  for (let at = 0; at < lines.length && (count < options.most || left > 0); at += 1) {
    const line = lines[at] as string;
    offsets.push(offset);
    const found =
      count < options.most && patterns.some((one) => one(line, 0) !== undefined) !== options.invert;
    if (found) {
      count += 1;
      if (!options.count) {
        const first = Math.max(shown + 1, at - options.before);
        if (context && (shown >= 0 ? first > shown + 1 : follows)) out.push('--\n');
        if (!options.only)
          for (let one = first; one < at; one += 1) show(one, '-', lines[one] as string, offsets[one] ?? 0);
        if (!options.only) show(at, ':', line, offset);
        else if (!options.invert)
          for (const [from, to] of every(line, patterns)) show(at, ':', line.slice(from, to), offset + from);
        shown = at;
        left = options.after;
      }
    } else if (left > 0) {
      left -= 1;
      if (!options.only) show(at, '-', line, offset);
      shown = at;
    }
    offset += line.length + 1;
  }
  const matched = count > 0;
  if (options.count) return { matched, text: `${name === undefined ? '' : name + (end ?? ':')}${count}\n` };
  if (isBinary && options.binary && matched && !(options.only && options.invert))
    return { matched, text: '', binary: true };
  return { matched, text: out.join('') };
}

/** Every match of a line that is not empty: the first one, the longest of those. */
function* every(line: string, patterns: readonly Pattern[]): Iterable<readonly [number, number]> {
  for (let from = 0; from <= line.length; ) {
    let best: readonly [number, number] | undefined;
    for (const one of patterns) {
      const match = one(line, from);
      if (!match) continue;
      const [begin = 0, end = 0] = match;
      if (!best || begin < best[0] || (begin === best[0] && end > best[1])) best = [begin, end];
    }
    if (!best) return;
    if (best[1] > best[0]) yield best;
    from = best[1] > best[0] ? best[1] : best[1] + 1;
  }
}
