/** What sed puts in for a match: text, groups, and changes of case. */
import { group, type Match } from '../regex/index.ts';

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'group'; readonly index: number }
  /** \U \L for all that follows, \u \l for one character, \E for their end. */
  | { readonly kind: 'case'; readonly letter: string };

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
};

/** Takes a replacement apart. Only GNU's sed changes case. */
export function replacementParts(text: string, gnu: boolean): Part[] {
  const parts: Part[] = [];
  const add = (more: string) => {
    const last = parts.at(-1);
    if (last?.kind === 'text') parts[parts.length - 1] = { kind: 'text', text: last.text + more };
    else parts.push({ kind: 'text', text: more });
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    if (char === '&') parts.push({ kind: 'group', index: 0 });
    else if (char !== '\\') add(char);
    else {
      at += 1;
      const next = text[at] ?? '\\';
      if (/\d/.test(next)) parts.push({ kind: 'group', index: Number(next) });
      else if (gnu && /[ULulE]/.test(next)) parts.push({ kind: 'case', letter: next });
      else add(ESCAPES[next] ?? next);
    }
  }
  return parts;
}

/** The text that a match is replaced with. */
export function replaced(parts: readonly Part[], match: Match, text: string): string {
  let out = '';
  let all = '';
  let one = '';
  const add = (more: string) => {
    if (more === '') return;
    let changed = all === 'U' ? upper(more) : all === 'L' ? lower(more) : more;
    if (one !== '') changed = (one === 'u' ? upper : lower)(changed.slice(0, 1)) + changed.slice(1);
    one = '';
    out += changed;
  };
  for (const part of parts) {
    if (part.kind === 'text') add(part.text);
    else if (part.kind === 'group') add(group(match, part.index, text));
    else if (part.letter === 'u' || part.letter === 'l') one = part.letter;
    else {
      all = part.letter === 'E' ? '' : part.letter;
      one = '';
    }
  }
  return out;
}

const upper = (text: string) => text.replace(/[a-z]+/g, (some) => some.toUpperCase());
const lower = (text: string) => text.replace(/[A-Z]+/g, (some) => some.toLowerCase());
