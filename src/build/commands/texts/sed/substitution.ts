/** Reads the operands of the commands s and y. */
import { RegexBeyond } from '../regex/index.ts';
import type { Substitution } from './commands.ts';
import { replacementParts } from './replacement.ts';
import type { Scanner } from './scanner.ts';

/** Reads what stands behind `s`. */
export function substitution(scan: Scanner): Substitution {
  const delimiter = scan.script[scan.at] as string | undefined;
  scan.at += 1;
  const unterminated = () => scan.fail("unterminated `s' command", scan.script.length);
  if (delimiter === undefined || delimiter === '\n' || delimiter === '\\') return unterminated();
  const pattern = scan.delimited(delimiter, true) ?? unterminated();
  const replacement = scan.delimited(delimiter, false) ?? unterminated();
  const flags = { fold: false, lines: false };
  let all = false;
  let print = false;
  let number = 0;
  let file: string | undefined;
  for (;;) {
    const char = scan.script[scan.at];
    const digits = /^\d+/.exec(scan.script.slice(scan.at, scan.at + 10))?.[0];
    if (char === 'g') all = true;
    else if (char === 'p') print = true;
    else if (char === 'i' || char === 'I') flags.fold = true;
    else if (scan.options.gnu && (char === 'm' || char === 'M')) flags.lines = true;
    else if (char === 'e') throw new RegexBeyond('the flag e');
    else if (digits !== undefined) {
      if (Number(digits) === 0) scan.fail("number option to `s' command may not be zero", scan.at + 1);
      number = Number(digits);
      scan.at += digits.length;
      continue;
    } else if (char === 'w') {
      scan.at += 1;
      file = scan.toLineEnd();
      break;
    } else break;
    scan.at += 1;
  }
  if (file === undefined) scan.ending("unknown option to `s'");
  const compiled = scan.expression(pattern, flags);
  const parts = replacementParts(replacement, scan.options.gnu);
  const highest = Math.max(0, ...parts.map((part) => (part.kind === 'group' ? part.index : 0)));
  if (compiled && highest > compiled.groups)
    scan.fail(`invalid reference \\${highest} on \`s' command's RHS`, scan.at);
  return { regex: compiled, parts, all, number: all && !scan.options.gnu ? 1 : number || 1, print, file };
}

/** Reads what stands behind `y`: by each character the one that it becomes. */
export function translation(scan: Scanner): ReadonlyMap<string, string> {
  const delimiter = scan.script[scan.at] as string;
  scan.at += 1;
  const from = scan.delimited(delimiter, false);
  const to = from === undefined ? undefined : scan.delimited(delimiter, false);
  if (from === undefined || to === undefined)
    return scan.fail("unterminated `y' command", scan.script.length);
  const chars = (text: string) =>
    [...text.matchAll(/\\([\s\S])|[\s\S]/g)].map(([all, char]) =>
      char === undefined ? all : char === 'n' ? '\n' : char === 't' ? '\t' : char,
    );
  const [olds, news] = [chars(from), chars(to)];
  if (olds.length !== news.length) scan.fail("strings for `y' command are different lengths");
  scan.ending('extra characters after command');
  return new Map(olds.map((old, index) => [old, news[index] as string] as const).reverse());
}
