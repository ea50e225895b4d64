/** Paths and patterns that may stand in a line of a `.dockerignore`. */
import type { Position } from '../../dockerfile/source.ts';
import type { Completion } from '../language/complete.ts';
import { readIgnore } from './read.ts';

/** What people leave out although the context does not have it yet. */
const PRECAUTIONS = ['.git', '.env', 'node_modules', '*.log'];
/** Most suggestions. */
const MOST = 100;

/** What may stand at a position, best first; behind `!` what an earlier line excludes. */
export function completeIgnore(
  text: string,
  { line, character }: Position,
  files: readonly string[],
): Completion[] {
  const lines = text.split('\n');
  const before = (lines[line] ?? '').slice(0, character);
  if (before.startsWith('#')) return [];
  const [, lead = '', typed = ''] = /^(\s*!?\s*\/?)(.*)$/.exec(before) ?? [];
  const deep = typed.startsWith('**/') ? '**/' : '';
  const prefix = typed.slice(deep.length);
  const range = {
    start: { line, character: lead.length },
    end: { line, character: lead.length + (lines[line] ?? '').slice(lead.length).trimEnd().length },
  };
  const negation = lead.includes('!');
  const others = lines.slice(0, line).join('\n');
  const { excluded } = readIgnore(others, files);
  const wanted = files.filter((path) => path !== '.dockerignore' && excluded.has(path) === negation);
  const paths = deep === '' ? children(wanted, prefix) : names(wanted, prefix);
  const endings = negation ? [] : endingItems(wanted, prefix, deep);
  const known = new Set([...paths, ...endings].map(({ label }) => label));
  const rest =
    negation || prefix.includes('/') || deep !== ''
      ? []
      : PRECAUTIONS.filter((name) => !known.has(name) && !lines.includes(name)).map((name) => ({
          label: name,
          kind: 'value' as const,
          detail: 'not in this context; a usual precaution',
        }));
  return [...paths, ...endings, ...rest]
    .filter(({ label }) => label.toLowerCase().startsWith((deep + prefix).toLowerCase()))
    .slice(0, MOST)
    .map((item) => ({ ...item, insert: item.label, range }));
}

type Item = Pick<Completion, 'label' | 'kind' | 'detail'>;

/** What stands directly below the directory that `prefix` names. */
function children(files: readonly string[], prefix: string): Item[] {
  const folder = prefix.slice(0, prefix.lastIndexOf('/') + 1);
  const found = new Map<string, number>();
  for (const path of files) {
    if (!path.startsWith(folder)) continue;
    const rest = path.slice(folder.length);
    const slash = rest.indexOf('/');
    const name = slash === -1 ? rest : rest.slice(0, slash);
    // A file counts as 0, a directory as the number of files in it.
    found.set(folder + name, slash === -1 ? 0 : (found.get(folder + name) ?? 0) + 1);
  }
  return [...found]
    .sort(([a, inA], [b, inB]) => Number(inB > 0) - Number(inA > 0) || (a < b ? -1 : 1))
    .map(([label, inside]) =>
      inside === 0
        ? { label, kind: 'file' }
        : { label, kind: 'folder', detail: `directory, ${count(inside)}` },
    );
}

/** File and directory names at any depth, as a pattern for every depth. */
function names(files: readonly string[], prefix: string): Item[] {
  const found = new Map<string, number>();
  for (const path of files)
    for (const name of new Set(path.split('/'))) found.set(name, (found.get(name) ?? 0) + 1);
  return [...found]
    .filter(([name]) => name.startsWith(prefix))
    .sort(([a, inA], [b, inB]) => inB - inA || (a < b ? -1 : 1))
    .map(([name, times]) => ({ label: `**/${name}`, kind: 'value', detail: count(times) }));
}

/** `*.log` and the like, for endings that several files have. */
function endingItems(files: readonly string[], prefix: string, deep: string): Item[] {
  if (!(prefix === '' || prefix.startsWith('*'))) return [];
  const found = new Map<string, number>();
  for (const path of files) {
    if (deep === '' && path.includes('/')) continue;
    const ending = /[^./](\.[A-Za-z0-9]{1,10})$/.exec(path)?.[1];
    if (ending !== undefined) found.set(ending, (found.get(ending) ?? 0) + 1);
  }
  return [...found]
    .filter(([, times]) => times > 1)
    .map(([ending, times]) => ({ label: `${deep}*${ending}`, kind: 'value', detail: count(times) }));
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}
