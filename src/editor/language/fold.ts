import type { LanguageDocument } from './document.ts';

/** Lines that can be folded into the first of them; 0-based, `end` inclusive. */
export interface Fold {
  readonly start: number;
  readonly end: number;
  readonly kind: 'stage' | 'statement' | 'comment';
}

/** The stages, the statements on several lines (heredocs included) and the blocks of comments. */
export function foldsOf({ statements, analysis }: LanguageDocument): Fold[] {
  const { source } = analysis;
  const folds: Fold[] = [];
  const froms = statements.filter(({ keyword, onbuild }) => keyword === 'FROM' && !onbuild);
  froms.forEach(({ lines }, at) => {
    let end = (froms[at + 1]?.lines.start ?? source.lineCount) - 1;
    // Comments directly above the next FROM belong to it; empty lines to nobody.
    if (at + 1 < froms.length) while (end > lines.end && isComment(source.line(end))) end--;
    while (end > lines.end && source.line(end).trim() === '') end--;
    if (end > lines.start) folds.push({ start: lines.start, end, kind: 'stage' });
  });
  for (const { lines, keyword } of statements) {
    if (keyword !== 'FROM' && lines.end > lines.start) folds.push({ ...lines, kind: 'statement' });
  }
  const inside = new Set(statements.flatMap(({ lines }) => range(lines.start, lines.end)));
  let start = -1;
  for (let line = 0; line <= source.lineCount; line++) {
    const comment = line < source.lineCount && !inside.has(line) && isComment(source.line(line));
    if (comment && start === -1) start = line;
    if (!comment && start !== -1) {
      if (line - 1 > start) folds.push({ start, end: line - 1, kind: 'comment' });
      start = -1;
    }
  }
  return folds.sort((a, b) => a.start - b.start || b.end - a.end);
}

function isComment(line: string): boolean {
  return line.trimStart().startsWith('#');
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
