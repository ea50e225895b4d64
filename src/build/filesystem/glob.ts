/** Which paths a pattern names in a snapshot, as COPY and ADD expand it. */
import { hasWildcards, matcher } from './match.ts';
import { absolute, join } from './path.ts';
import type { Snapshot } from './snapshot.ts';
import type { Lookup } from './types.ts';

export interface GlobResult {
  /** Absolute paths, parents' names in order. */
  readonly paths: readonly string[];
  /** Set where more may match in a part of an image that is not listed: why it is not. */
  readonly maybeMore?: string;
  /** The directory before the first wildcard, links followed; for a path without wildcards the path itself. */
  readonly folder: Lookup;
}

/** The part of a path before its first component with a wildcard, and the rest. */
function split(path: string): { readonly fixed: string; readonly pattern: string } {
  const parts = path.split('/').filter((part) => part !== '');
  const first = parts.findIndex(hasWildcards);
  if (first < 0) return { fixed: `/${parts.join('/')}`, pattern: '' };
  return { fixed: `/${parts.slice(0, first).join('/')}`, pattern: parts.slice(first).join('/') };
}

/**
 * Expands a pattern with Go's `filepath.Match` (see `match.ts`), level by level: links before the first
 * wildcard are followed, those behind it are not entered. A path without wildcards gives itself, whether
 * or not it exists; a pattern that matches nothing gives nothing; a broken one undefined.
 */
export function glob(snapshot: Snapshot, written: string): GlobResult | undefined {
  const path = absolute(written);
  const { fixed, pattern } = split(path);
  if (pattern === '') return { paths: [path], folder: snapshot.stat(path) };
  const depth = pattern.split('/').length;
  const matches = matcher(pattern);
  if (!matches) return undefined;
  const paths: string[] = [];
  let maybeMore: string | undefined;
  const visit = (folder: string, relative: string, level: number) => {
    const here = snapshot.lstat(folder);
    if (here.kind === 'unknown') maybeMore = here.why;
    else if (here.kind === 'found' && here.entry.type === 'unknown') maybeMore = here.entry.why;
    if (here.kind !== 'found' || here.entry.type !== 'directory') return;
    if (here.entry.unlisted !== undefined) maybeMore = here.entry.unlisted;
    for (const name of snapshot.list(folder)) {
      const below = relative === '' ? name : `${relative}/${name}`;
      const at = join(folder, name);
      if (level < depth) visit(at, below, level + 1);
      else if (matches(below)) paths.push(at);
    }
  };
  visit(snapshot.realPath(fixed), '', 1);
  return { paths, folder: snapshot.stat(fixed), ...(maybeMore !== undefined && { maybeMore }) };
}
