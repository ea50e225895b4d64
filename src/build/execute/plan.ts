/** Which paths a source of COPY or ADD stands for, and what BuildKit says where it stands for none. */
import { glob } from '../filesystem/glob.ts';
import { BAD_PATTERN, hasWildcards } from '../filesystem/match.ts';
import { absolute } from '../filesystem/path.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';
import { CopyError, type CopyOptions } from './copy-files.ts';
import { checkLinks, checksumError, mustExist, notFound } from './transfer.ts';

/** One path to copy. */
export interface Item {
  readonly path: string;
  readonly options: CopyOptions;
  /** Set where nobody knows whether the path exists: why. */
  readonly unknown?: string;
}

export interface Plan {
  readonly items: readonly Item[];
  /** Set where a pattern may match more than is listed: why. */
  readonly maybeMore?: string;
}

export interface PlanOptions {
  readonly parents: boolean;
  readonly options: CopyOptions;
  /** True for the build context: only what the Dockerfile names is sent, so a file in the way is not there. */
  readonly ofContext: boolean;
}

/** `--parents`: the part before `/./` is the source, the rest is matched and keeps its directories. */
function parentsItem(written: string, options: CopyOptions): Item & { readonly literal?: string } {
  const pivot = written.indexOf('/./');
  const path = pivot < 0 ? '/' : absolute(written.slice(0, pivot));
  const pattern = absolute(pivot < 0 ? written : written.slice(pivot + 3)).slice(1);
  const literal = hasWildcards(pattern) ? undefined : absolute(`${path}/${pattern}`);
  const include = pattern === '' ? [] : [pattern];
  return { path, options: { ...options, include }, ...(literal !== undefined && { literal }) };
}

function planParents(source: Snapshot, written: string, options: CopyOptions): Plan {
  const { literal, ...item } = parentsItem(written, options);
  if (literal === undefined) return { items: [item] };
  const found = source.stat(literal);
  mustExist(found, literal);
  return { items: [found.kind === 'unknown' ? { ...item, unknown: found.why } : item] };
}

/** What the copy itself says, later than the checksum, where the directory of a pattern is missing. */
function noSuchFile(path: string): CopyError {
  return new CopyError(`lstat ${path}: no such file or directory`);
}

function planPattern(source: Snapshot, written: string, { options, ofContext }: PlanOptions): Plan {
  const found = glob(source, written);
  if (!found) {
    // The client is asked for the paths first, and it is the client that cannot read the pattern.
    const list = absolute(written).slice(1);
    throw new CopyError(
      ofContext
        ? `rpc error: code = Unknown desc = invalid includepatterns: [${list}]: ${BAD_PATTERN}`
        : checksumError(BAD_PATTERN),
    );
  }
  const { folder, paths, maybeMore } = found;
  if (folder.kind === 'absent' && (ofContext || folder.code === 'ENOENT')) throw noSuchFile(folder.path);
  if (ofContext && folder.kind === 'found' && folder.entry.type === 'file') throw noSuchFile(folder.path);
  for (const path of paths) mustExist(source.stat(path), path);
  return { items: paths.map((path) => ({ path, options })), ...(maybeMore !== undefined && { maybeMore }) };
}

function planLiteral(source: Snapshot, written: string, { options, ofContext }: PlanOptions): Plan {
  const path = absolute(written);
  const found = source.stat(path);
  const filtered = (options.exclude?.length ?? 0) > 0;
  if (filtered && found.kind === 'absent' && found.code !== 'ELOOP') {
    // With patterns the checksum is taken of what they leave, which may be nothing; a link is followed.
    if (source.lstat(path).kind === 'found') throw new CopyError(notFound(path));
    if (ofContext || found.code === 'ENOENT') throw noSuchFile(found.path);
    throw new CopyError(`lstat ${found.path}: not a directory`);
  }
  mustExist(found, path);
  if (found.kind === 'unknown') {
    if (!ofContext && isBelowWorkdir(source, written)) throw new CopyError(notFound(path));
    return { items: [{ path, options, unknown: found.why }] };
  }
  if (found.entry.type === 'unknown') return { items: [{ path, options, unknown: found.entry.why }] };
  if (filtered) checkLinks(source, path, options);
  return { items: [{ path, options }] };
}

/** A stage may hold very many files; beyond this many it is left open. */
const MOST_FILES = 20_000;

/**
 * Whether a source without a slash in front names what an instruction of that stage made below another folder,
 * its WORKDIR: BuildKit reads the path from the root, and no base image has the learner's own names there.
 */
function isBelowWorkdir(source: Snapshot, written: string): boolean {
  if (written.startsWith('/')) return false;
  const end = absolute(written);
  let seen = 0;
  for (const { path, entry } of source.walk()) {
    seen += 1;
    if (seen > MOST_FILES) return false;
    if (entry.provenance.kind !== 'base' && path !== end && path.endsWith(end)) return true;
  }
  return false;
}

/** The paths of one source. Throws `CopyError` with BuildKit's words. */
export function plan(source: Snapshot, written: string, options: PlanOptions): Plan {
  if (options.parents) return planParents(source, written, options.options);
  return hasWildcards(written)
    ? planPattern(source, written, options)
    : planLiteral(source, written, options);
}
