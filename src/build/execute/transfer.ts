/** What COPY and ADD share: flags, sources that must be there, destinations, heredocs, what is not known. */
import type { AddInstruction, CopyInstruction } from '../../dockerfile/instructions/types.ts';
import { chomp } from '../../dockerfile/parser/index.ts';
import type { ImageConfig } from '../../dockerfile/stages/types.ts';
import { knownFile } from '../filesystem/content.ts';
import { absolute, basename, clean, dirname } from '../filesystem/path.ts';
import { PatternError, PatternList } from '../filesystem/patterns.ts';
import { type Draft, emptySnapshot, type Snapshot } from '../filesystem/snapshot.ts';
import type { Entry, Lookup, UnknownEntry } from '../filesystem/types.ts';
import type { StepEnvironment } from '../types.ts';
import { CopyError, type CopyOptions, copyPath, madeDirectory } from './copy-files.ts';
import { parseMode } from './mode.ts';
import { resolveOwner } from './owner.ts';

export type Transfer = CopyInstruction | AddInstruction;

/** Docker prints a random reference here, another one in each build. */
const REF = 'h4k2m9q1-sim::x0';

/** What BuildKit says when it cannot read the sources, which it does first, for the cache key. */
export function checksumError(reason: string): string {
  return `failed to compute cache key: failed to calculate checksum of ref ${REF}: ${reason}`;
}

/** What BuildKit says of a source that is not there. */
export function notFound(path: string): string {
  return checksumError(`${JSON.stringify(path)}: not found`);
}

/** Throws with BuildKit's words where a source is certainly not there. */
export function mustExist(found: Lookup, path: string): asserts found is Exclude<Lookup, { kind: 'absent' }> {
  if (found.kind !== 'absent') return;
  throw new CopyError(found.code === 'ELOOP' ? checksumError('too many links') : notFound(path));
}

/** Throws with BuildKit's words where `--exclude` cannot be read. */
function checkPatterns(patterns: readonly string[]): void {
  try {
    new PatternList(patterns);
  } catch (error) {
    if (!(error instanceof PatternError)) throw error;
    throw new CopyError(checksumError(`invalid excludepatterns: [${patterns.join(' ')}]: ${error.message}`));
  }
}

/** The destination as an absolute path that keeps its trailing slash. */
export function destinationOf(written: string, config: ImageConfig): string {
  const asDirectory = written === '' || written === '.' || written.endsWith('/') || written.endsWith('/.');
  const base = written.startsWith('/') ? written : `${config.workingDir || '/'}/${written}`;
  const path = absolute(base);
  return asDirectory && path !== '/' ? `${path}/` : path;
}

/** Owner, mode and patterns as the flags say. Throws ModeError and OwnerError with BuildKit's words. */
export function optionsOf(
  instruction: Transfer,
  snapshot: Snapshot,
  environment: StepEnvironment,
): { readonly options: CopyOptions; readonly guess?: string } {
  const mode = instruction.chmod?.text ? parseMode(instruction.chmod.text) : undefined;
  const owner = instruction.chown?.text ? resolveOwner(instruction.chown.text, snapshot) : undefined;
  const exclude = instruction.exclude.map((word) => word.text);
  checkPatterns(exclude);
  return {
    options: {
      ...(owner && { owner }),
      ...(mode && { mode }),
      ...(exclude.length > 0 && { exclude }),
      provenance: environment.provenance,
    },
    ...(owner?.guess !== undefined && { guess: owner.guess }),
  };
}

/** Throws where a link that is to be copied by a pattern leads nowhere: BuildKit follows each of them. */
export function checkLinks(source: Snapshot, path: string, options: CopyOptions): void {
  const lists = [options.include, options.exclude].map((list) =>
    list?.length ? new PatternList(list) : undefined,
  );
  const [include, exclude] = lists;
  const root = source.realPath(path);
  for (const { path: at, entry } of source.walk(root)) {
    if (entry.type !== 'symlink') continue;
    const relative = root === '/' ? at.slice(1) : at.slice(root.length + 1);
    if (include && !matchesOrAbove(include, relative)) continue;
    if (exclude && matchesOrAbove(exclude, relative)) continue;
    mustExist(source.stat(at), at);
  }
}

function matchesOrAbove(list: PatternList, path: string): boolean {
  let parent: readonly boolean[] | undefined;
  let matched = false;
  const parts = path.split('/');
  for (let i = 1; i <= parts.length; i++) {
    const result = list.matches(parts.slice(0, i).join('/'), parent);
    parent = result.own;
    matched = result.matched;
  }
  return matched;
}

/** Puts something that nobody can tell at a destination: a file or a directory of unknown content. */
export function putUnknown(
  draft: Draft,
  path: string,
  destination: string,
  options: CopyOptions,
  why: string,
): void {
  const entry: UnknownEntry = {
    type: 'unknown',
    mode: options.mode?.octal ?? 0o755,
    uid: options.owner?.uid ?? 0,
    gid: options.owner?.gid ?? 0,
    provenance: options.provenance,
    certainty: 'unknown',
    why,
  };
  const make = () => madeDirectory(options);
  const target = draft.realPath(destination);
  const there = draft.stat(target);
  if (destination.endsWith('/') || (there.kind === 'found' && there.entry.type === 'directory')) {
    draft.makeDirectories(target, make);
    // A file would land here under its own name, a directory would pour itself out.
    markUnlisted(draft, target, why);
    const inside = clean(`${target}/${basename(clean(path))}`);
    if (path !== '/' && draft.lstat(inside).kind !== 'found') draft.put(inside, entry);
    return;
  }
  draft.makeDirectories(dirname(target), make);
  draft.put(target, entry);
}

/** Says of a directory that there may be more in it. */
export function markUnlisted(draft: Draft, path: string, why: string): void {
  draft.update(path, (entry: Entry) => (entry.type === 'directory' ? { ...entry, unlisted: why } : entry));
}

/** Copies the inline documents of an instruction, each a file of its own with mode 0644. */
export function copyHeredocs(
  instruction: Transfer,
  draft: Draft,
  destination: string,
  options: CopyOptions,
): void {
  for (const heredoc of instruction.heredocs) {
    const text = heredoc.chomp ? chomp(heredoc.content) : heredoc.content;
    const path = absolute(heredoc.name);
    const source = emptySnapshot(options.provenance).edit();
    source.put(path, knownFile(text, options.provenance));
    const { exclude: _, ...rest } = options;
    copyPath(source.commit(), path, draft, destination, rest);
  }
}

/** The history line: keyword, owner, mode, sources, inline documents, destination. */
export function createdBy(instruction: Transfer): string {
  const words: string[] = [instruction.keyword];
  if (instruction.keyword === 'COPY' && instruction.parents) words.push('--parents');
  if (instruction.chown?.text) words.push(`--chown=${instruction.chown.text}`);
  if (instruction.chmod?.text) words.push(`--chmod=${instruction.chmod.text}`);
  for (const source of instruction.sources) words.push(source.text);
  for (const heredoc of instruction.heredocs) words.push(`<<${heredoc.name}`);
  words.push(instruction.destination.text);
  return `${words.join(' ')} # buildkit`;
}
