/** What an author says about a code block: after the language of its fence, and in comments inside. */

export interface CodeMeta {
  readonly title?: string;
  readonly numbers: boolean;
  /** True where a line is added or removed. */
  readonly diff: boolean;
  /** Classes of lines (from 1): `mark`, `add`, `remove`, `bad` (a check finds something there). */
  readonly lines: ReadonlyMap<number, readonly string[]>;
}

/**
 * Reads what stands after the language: `title="Dockerfile" {2,5-6} add={7} remove={3} bad={4} numbers`.
 * Line numbers count from 1; what cannot be read is left out.
 */
export function parseMeta(raw: string): CodeMeta {
  const lines = new Map<number, string[]>();
  const add = (list: string, name: string) => {
    for (const part of list.split(',')) {
      const [from = '', to = from] = part.trim().split('-');
      const last = Math.min(Number(to), Number(from) + 1000);
      for (let line = Math.max(1, Number(from) || Number.POSITIVE_INFINITY); line <= last; line++)
        lines.set(line, [...(lines.get(line) ?? []), name]);
    }
  };
  for (const [, key = '', list = ''] of raw.matchAll(/(?:(add|remove|bad)=)?\{([\d,\s-]{1,200})\}/g))
    add(list, key || 'mark');
  const title = /title="([^"]{1,120})"/.exec(raw)?.[1];
  const numbers = /(^|\s)numbers(\s|$)/.test(raw);
  return { title, numbers, diff: /(add|remove)=\{/.test(raw), lines };
}

const KINDS: Readonly<Record<string, string>> = { '++': 'add', '--': 'remove', hl: 'mark' };
const NOTE = /[ \t]*(?:#|\/\/)[ \t]*\[!code (\+\+|--|hl)(?::(\d{1,3}))?\][ \t]*$/;

/**
 * Takes `# [!code ++]` and its like out of the text: `++` added, `--` removed, `hl` marked, `:3` for
 * three lines. Behind code it speaks of its own line; alone on a line (as Dockerfiles need it, which
 * know no trailing comments) of the lines after it, and its line goes.
 */
export function takeNotes(code: string, meta: CodeMeta): { code: string; meta: CodeMeta } {
  if (!code.includes('[!code ')) return { code, meta };
  const lines = new Map(meta.lines);
  const kept: string[] = [];
  let { diff } = meta;
  for (const line of code.split('\n')) {
    const note = NOTE.exec(line);
    if (!note) {
      kept.push(line);
      continue;
    }
    const kind = KINDS[note[1] ?? ''] ?? 'mark';
    diff ||= kind !== 'mark';
    if (note.index > 0) kept.push(line.slice(0, note.index));
    const first = note.index > 0 ? kept.length : kept.length + 1;
    for (let at = first; at < first + Number(note[2] ?? 1); at++)
      lines.set(at, [...(lines.get(at) ?? []), kind]);
  }
  return { code: kept.join('\n'), meta: { ...meta, diff, lines } };
}
