/** Sets of characters: what stands in brackets, and `\w`. */

export interface CharSet {
  readonly negated: boolean;
  /** Codes from and to, both included. */
  readonly ranges: readonly (readonly [number, number])[];
}

/** Ranges of `[:alpha:]` and the like, in the C locale. */
export const CLASSES: Readonly<Record<string, readonly (readonly [number, number])[]>> = {
  upper: [[65, 90]],
  lower: [[97, 122]],
  alpha: [
    [65, 90],
    [97, 122],
  ],
  digit: [[48, 57]],
  alnum: [
    [48, 57],
    [65, 90],
    [97, 122],
  ],
  xdigit: [
    [48, 57],
    [65, 70],
    [97, 102],
  ],
  space: [
    [9, 13],
    [32, 32],
  ],
  blank: [
    [9, 9],
    [32, 32],
  ],
  punct: [
    [33, 47],
    [58, 64],
    [91, 96],
    [123, 126],
  ],
  print: [[32, 126]],
  graph: [[33, 126]],
  cntrl: [
    [0, 31],
    [127, 127],
  ],
};

const WORD = [...(CLASSES.alnum ?? []), [95, 95]] as const;

/** `\w`, `\W`, `\s`, `\S`. */
export const SHORTHANDS: Readonly<Record<string, CharSet>> = {
  w: { negated: false, ranges: WORD },
  W: { negated: true, ranges: WORD },
  s: { negated: false, ranges: CLASSES.space ?? [] },
  S: { negated: true, ranges: CLASSES.space ?? [] },
};

/** Whether a character code is in a set; `fold`: whichever its case is. */
export function isIn({ negated, ranges }: CharSet, code: number, fold: boolean): boolean {
  let found = holds(ranges, code);
  if (!found && fold) {
    const lower = code >= 65 && code <= 90 ? code + 32 : code;
    const upper = code >= 97 && code <= 122 ? code - 32 : code;
    found = holds(ranges, lower) || holds(ranges, upper);
  }
  return found !== negated;
}

function holds(ranges: CharSet['ranges'], code: number): boolean {
  for (const [from, to] of ranges) if (code >= from && code <= to) return true;
  return false;
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v' };

/** Reads brackets from behind the `[`; `end` is undefined where they are not closed. */
export function readBracket(
  text: string,
  start: number,
  options: { readonly escapes?: boolean; readonly awk?: boolean },
): { readonly set: CharSet; readonly end: number | undefined } {
  let at = start;
  const negated = text[at] === '^';
  if (negated) at += 1;
  const ranges: [number, number][] = [];
  const set = { negated, ranges };
  for (let first = true; ; first = false) {
    const char = text[at];
    if (char === undefined) return { set, end: undefined };
    if (char === ']' && !first) return { set, end: at + 1 };
    const named = char === '[' ? /^\[([:.=])(.*?)\1\]/.exec(text.slice(at, at + 20)) : null;
    if (named?.[1] === ':') {
      for (const [from, to] of CLASSES[named[2] ?? ''] ?? []) ranges.push([from, to]);
      at += named[0].length;
      continue;
    }
    const from = one();
    if (from === undefined) return { set, end: undefined };
    if (text[at] === '-' && text[at + 1] !== ']' && text[at + 1] !== undefined) {
      at += 1;
      const to = one();
      if (to === undefined) return { set, end: undefined };
      ranges.push([from, to]);
    } else ranges.push([from, from]);
  }

  /** One character, and behind it. */
  function one(): number | undefined {
    const collated = /^\[([.=])(.)\1\]/.exec(text.slice(at, at + 6));
    if (collated) {
      at += collated[0].length;
      return collated[2]?.charCodeAt(0);
    }
    const char = text[at] as string;
    const next = text[at + 1];
    at += 1;
    if (char === '\\' && next !== undefined) {
      if ((options.escapes || options.awk) && ESCAPED[next] !== undefined) {
        at += 1;
        return ESCAPED[next].charCodeAt(0);
      }
      if (options.awk) {
        at += 1;
        return next.charCodeAt(0);
      }
    }
    return char.charCodeAt(0);
  }
}
