import type { Diagnostic, Severity } from '../dockerfile/index.ts';

const RANK: Record<Severity, number> = { info: 0, warning: 1, error: 2 };

/** The worst severity of each 0-based line that has a problem. */
export function worstByLine(problems: readonly Diagnostic[]): Map<number, Severity> {
  const worst = new Map<number, Severity>();
  for (const { range, severity } of problems) {
    const before = worst.get(range.start.line);
    if (before === undefined || RANK[severity] > RANK[before]) worst.set(range.start.line, severity);
  }
  return worst;
}

/** The ranges of every field on the page: a highlight's name is shared by all of them. */
const marked = new Map<HTMLElement, readonly { severity: Severity; range: globalThis.Range }[]>();

/**
 * Problem marks in the plain text field: a mark beside the line number, and where the browser can paint
 * ranges without touching the text (the CSS Custom Highlight API) a wavy line under the word.
 */
export function markProblems(
  gutter: HTMLElement,
  colours: HTMLElement,
  problems: readonly Diagnostic[],
): void {
  for (const before of gutter.querySelectorAll('[data-severity]')) before.removeAttribute('data-severity');
  for (const [line, severity] of worstByLine(problems)) {
    gutter.children[line]?.setAttribute('data-severity', severity);
  }
  if (typeof Highlight === 'undefined' || !CSS.highlights) return;
  const own = problems.flatMap((problem) => {
    const range = domRange(colours, problem);
    return range ? [{ severity: problem.severity, range }] : [];
  });
  if (own.length > 0) marked.set(colours, own);
  else marked.delete(colours);
  const all = [...marked.values()].flat();
  for (const severity of ['error', 'warning', 'info'] as const) {
    const ranges = all.filter((one) => one.severity === severity).map(({ range }) => range);
    if (ranges.length > 0) CSS.highlights.set(`problem-${severity}`, new Highlight(...ranges));
    else CSS.highlights.delete(`problem-${severity}`);
  }
}

function domRange(colours: HTMLElement, { range }: Diagnostic): globalThis.Range | undefined {
  const start = domPoint(colours, range.start.line, range.start.character);
  const end = domPoint(colours, range.end.line, range.end.character);
  if (!start || !end) return undefined;
  const result = document.createRange();
  result.setStart(start.node, start.offset);
  result.setEnd(end.node, end.offset);
  return result;
}

/** The text node and the offset in it of a place (0-based line, UTF-16 unit) in the coloured lines. */
export function domPoint(colours: HTMLElement, line: number, character: number) {
  const element = colours.children[line];
  if (!element) return undefined;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = character;
  for (let node = walker.nextNode() as Text | null; node; node = walker.nextNode() as Text | null) {
    if (left <= node.data.length) return { node, offset: left };
    left -= node.data.length;
  }
  return undefined;
}
