/** What the command s of sed does. */
import { RegexBeyond } from '../regex/index.ts';
import type { Substitution } from './commands.ts';
import type { Output } from './output.ts';
import { replaced } from './replacement.ts';
import type { PatternSpace } from './space.ts';

/** Replaces in the pattern space, and says whether there was something. */
export function substitute(one: Substitution, space: PatternSpace, output: Output): boolean {
  const expression = space.expression(one.regex);
  if (!expression) throw new RegexBeyond('no expression came before');
  const { text } = space;
  let out = '';
  let at = 0;
  let from = 0;
  let count = 0;
  let done = false;
  let before = -1;
  while (from <= text.length) {
    const match = expression.find(text, from);
    if (!match) break;
    const [begin = 0, end = 0] = match;
    if (begin === end && begin === before) {
      from = begin + 1;
      continue;
    }
    count += 1;
    if (count >= one.number) {
      out += text.slice(at, begin) + replaced(one.parts, match, text);
      at = end;
      done = true;
      if (!one.all) break;
    }
    // GNU's counts an empty match behind one that it passed over.
    if (done) before = end;
    from = end === begin ? end + 1 : end;
  }
  if (!done) return false;
  space.text = out + text.slice(at);
  if (one.print) output.print(space.text);
  if (one.file !== undefined) output.write(one.file, `${space.text}\n`);
  return true;
}
