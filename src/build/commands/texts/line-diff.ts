/** The shortest way from one text to another by lines (Myers' algorithm), and the forms in which diff prints it. */

/** One line that stays, goes or comes. */
export interface Edit {
  readonly kind: ' ' | '-' | '+';
  readonly text: string;
  /** Whether a line end follows. */
  readonly ended: boolean;
}

/** More changed lines than this are not looked for: the search grows with their square. */
const MAX_CHANGES = 2000;

interface Line {
  readonly text: string;
  readonly ended: boolean;
}

function linesOf(text: string): Line[] {
  const parts = text.split('\n');
  const last = parts.pop() ?? '';
  const lines = parts.map((part) => ({ text: part, ended: true }));
  return last === '' ? lines : [...lines, { text: last, ended: false }];
}

/** What changes, in order; undefined where it is too much. */
export function edits(before: string, after: string): Edit[] | undefined {
  const a = linesOf(before);
  const b = linesOf(after);
  const same = (x: number, y: number) => a[x]?.text === b[y]?.text && a[x]?.ended === b[y]?.ended;
  const limit = Math.min(a.length + b.length, MAX_CHANGES);
  const reach = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let d = 0; d <= limit; d += 1) {
    trace.push(new Map(reach));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
      let x = down ? (reach.get(k + 1) ?? 0) : (reach.get(k - 1) ?? 0) + 1;
      let y = x - k;
      while (x < a.length && y < b.length && same(x, y)) {
        x += 1;
        y += 1;
      }
      reach.set(k, x);
      if (x >= a.length && y >= b.length) return backwards(a, b, trace, d);
    }
  }
  return undefined;
}

function backwards(
  a: readonly Line[],
  b: readonly Line[],
  trace: readonly Map<number, number>[],
  end: number,
): Edit[] {
  const out: Edit[] = [];
  let x = a.length;
  let y = b.length;
  for (let d = end; d >= 0; d -= 1) {
    const reach = trace[d] as Map<number, number>;
    const k = x - y;
    const down = k === -d || (k !== d && (reach.get(k - 1) ?? -1) < (reach.get(k + 1) ?? -1));
    const from = down ? k + 1 : k - 1;
    const startX = d === 0 ? 0 : (reach.get(from) ?? 0);
    const startY = d === 0 ? 0 : startX - from;
    while (x > startX && y > startY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      out.push({ kind: ' ', ...(a[x] as Line) });
    }
    if (d === 0) break;
    if (down) {
      y -= 1;
      out.push({ kind: '+', ...(b[y] as Line) });
    } else {
      x -= 1;
      out.push({ kind: '-', ...(a[x] as Line) });
    }
  }
  return removalsFirst(out.reverse());
}

/** Within a run of changes diff prints what goes before what comes. */
function removalsFirst(list: readonly Edit[]): Edit[] {
  const out: Edit[] = [];
  for (let at = 0; at < list.length; ) {
    let to = at;
    while (to < list.length && list[to]?.kind !== ' ') to += 1;
    if (to === at) {
      out.push(list[at] as Edit);
      at += 1;
      continue;
    }
    const run = list.slice(at, to);
    out.push(...run.filter(({ kind }) => kind === '-'), ...run.filter(({ kind }) => kind === '+'));
    at = to;
  }
  return out;
}

function printed(sign: string, { text, ended }: Edit): string[] {
  return ended ? [sign + text] : [sign + text, '\\ No newline at end of file'];
}

/** Runs of changes with their places: how many lines of either text stand before them. */
function runs(list: readonly Edit[]): { from: number; to: number }[] {
  const out: { from: number; to: number }[] = [];
  for (let at = 0; at < list.length; at += 1) {
    if (list[at]?.kind === ' ') continue;
    let to = at;
    while (to < list.length && list[to]?.kind !== ' ') to += 1;
    out.push({ from: at, to });
    at = to;
  }
  return out;
}

function counts(list: readonly Edit[]): { readonly a: number; readonly b: number } {
  return {
    a: list.filter(({ kind }) => kind !== '+').length,
    b: list.filter(({ kind }) => kind !== '-').length,
  };
}

/** The unified form without its head. */
export function unifiedDiff(list: readonly Edit[], context: number): string[] {
  const hunks: { from: number; to: number }[] = [];
  for (const { from, to } of runs(list)) {
    const last = hunks.at(-1);
    const start = Math.max(0, from - context);
    const end = Math.min(list.length, to + context);
    if (last && start <= last.to) last.to = end;
    else hunks.push({ from: start, to: end });
  }
  return hunks.flatMap(({ from, to }) => {
    const before = counts(list.slice(0, from));
    const inside = list.slice(from, to);
    const size = counts(inside);
    const range = (start: number, length: number) =>
      length === 1 ? String(start + 1) : `${length === 0 ? start : start + 1},${length}`;
    const head = `@@ -${range(before.a, size.a)} +${range(before.b, size.b)} @@`;
    return [head, ...inside.flatMap((edit) => printed(edit.kind, edit))];
  });
}

/** The normal form: `2c2`, `< old`, `---`, `> new`. */
export function normalDiff(list: readonly Edit[]): string[] {
  return runs(list).flatMap(({ from, to }) => {
    const before = counts(list.slice(0, from));
    const run = list.slice(from, to);
    const gone = run.filter(({ kind }) => kind === '-');
    const come = run.filter(({ kind }) => kind === '+');
    const range = (start: number, length: number) =>
      length <= 1 ? String(length === 0 ? start : start + 1) : `${start + 1},${start + length}`;
    const letter = gone.length === 0 ? 'a' : come.length === 0 ? 'd' : 'c';
    return [
      range(before.a, gone.length) + letter + range(before.b, come.length),
      ...gone.flatMap((edit) => printed('< ', edit)),
      ...(letter === 'c' ? ['---'] : []),
      ...come.flatMap((edit) => printed('> ', edit)),
    ];
  });
}
