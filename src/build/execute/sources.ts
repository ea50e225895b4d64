/** Which paths the sources of COPY and ADD name. */
import { BAD_PATTERN, hasWildcards, matcher } from '../filesystem/match.ts';
import { absolute, join } from '../filesystem/path.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import { CopyError } from './copy-files.ts';

export interface ResolvedSources {
  /** Absolute paths in the source, in the order in which they are copied. */
  readonly paths: readonly string[];
  /** Set where more may match in a part of an image that is not listed. */
  readonly maybeMore?: string;
}

/** The part of a path before its first component with a wildcard, and the rest. */
function split(path: string): { readonly fixed: string; readonly pattern: string } {
  const parts = path.split('/').filter((part) => part !== '');
  const first = parts.findIndex(hasWildcards);
  if (first < 0) return { fixed: `/${parts.join('/')}`, pattern: '' };
  return { fixed: `/${parts.slice(0, first).join('/')}`, pattern: parts.slice(first).join('/') };
}

/**
 * Expands a source as Go's `filepath.Match` does, directory by directory: what matches is taken, and
 * nothing below a directory that matched. A pattern that matches nothing gives nothing. Throws
 * `CopyError` for a broken pattern.
 */
export function resolveSource(source: Snapshot, written: string): ResolvedSources {
  const path = absolute(written);
  const { fixed, pattern } = split(path);
  if (pattern === '') return { paths: [path] };
  const depth = pattern.split('/').length;
  const matches = matcher(pattern);
  if (!matches) throw new CopyError(BAD_PATTERN);
  const base = source.realPath(fixed);
  const paths: string[] = [];
  let maybeMore: string | undefined;
  const visit = (folder: string, relative: string, level: number) => {
    const here = source.lstat(folder);
    if (here.kind === 'unknown') maybeMore = here.why;
    else if (here.kind === 'found' && here.entry.type === 'unknown') maybeMore = here.entry.why;
    if (here.kind !== 'found' || here.entry.type !== 'directory') return;
    if (here.entry.unlisted !== undefined) maybeMore = here.entry.unlisted;
    for (const name of source.list(folder)) {
      const below = relative === '' ? name : `${relative}/${name}`;
      const at = join(folder, name);
      if (level === depth && matches(below)) paths.push(at);
      else if (level < depth) visit(at, below, level + 1);
    }
  };
  visit(base, '', 1);
  return { paths, ...(maybeMore !== undefined && { maybeMore }) };
}
