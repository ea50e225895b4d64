import type { Position } from '../../dockerfile/index.ts';
import { explainLine } from '../ignore/explain.ts';
import { readIgnore } from '../ignore/read.ts';
import { flagValue } from './complete-argument.ts';
import type { LanguageDocument } from './document.ts';
import type { Hover } from './hover.ts';
import { code } from './image-facts.ts';
import { wordAt } from './slot.ts';
import { type Statement, wordRange } from './statements.ts';

/** What a source of COPY or ADD is in the build context, and whether `.dockerignore` lets the build see it. */
export function contextPathHover(
  { world }: LanguageDocument,
  statement: Statement,
  position: Position,
): Hover | undefined {
  if (statement.keyword !== 'COPY' && statement.keyword !== 'ADD') return undefined;
  const { files } = world;
  if (!files || files.length === 0 || flagValue(statement, 'from') !== undefined) return undefined;
  const word = wordAt(statement, position);
  // The last word is the destination. A glob, a variable, an address and a heredoc are no plain path.
  if (!word || !statement.words.includes(word) || word === statement.words.at(-1)) return undefined;
  const text = word.text.replace(/^\[?["']?|["']?,?\]?$/g, '');
  if (text === '' || /[*?[\]$\\]|<<|:\/\//.test(text)) return undefined;
  const path = clean(text);
  const below = files.filter((file) => path === '' || file === path || file.startsWith(`${path}/`));
  const range = wordRange(word);
  if (below.length === 0) return { range, lines: [`${code(text)} is not in the build context.`] };
  const reading = readIgnore(world.dockerignore ?? '', files);
  const out = below.filter((file) => reading.excluded.has(file));
  const what =
    below[0] === path
      ? 'a file of the build context'
      : `a directory of the build context, ${count(below.length)}`;
  const lines = [
    `${path === '' ? 'The whole build context' : code(path)} is ${path === '' ? count(below.length) : what}.`,
  ];
  if (out.length === below.length) {
    const line = reading.excluded.get(below[0] as string) ?? 0;
    const pattern = reading.lines[line]?.pattern ?? '';
    lines.push(
      `Excluded by \`.dockerignore\`, line ${line + 1}: ${code(pattern)}. The build does not see it, and this instruction fails.`,
      explainLine(reading, line) ?? '',
    );
  } else if (out.length > 0) {
    lines.push(
      `\`.dockerignore\` excludes ${count(out.length)} of them: the build sees ${below.length - out.length}.`,
    );
  }
  return { range, lines: lines.filter((line) => line !== '') };
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

/** A path as the context has it; empty for the whole. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
