/**
 * Copies paths from one snapshot into another, as BuildKit's file operation does it. What each rule
 * says was learnt from the engine; the cases are in `tests/engine/`.
 */
import { basename, clean, dirname } from '../filesystem/path.ts';
import { type ParentMatches, PatternList } from '../filesystem/patterns.ts';
import { type Draft, directory, type Snapshot } from '../filesystem/snapshot.ts';
import type { DirectoryEntry, Entry, Inode, Provenance } from '../filesystem/types.ts';
import type { ModeChange } from './mode.ts';
import type { Owner } from './owner.ts';

export interface CopyOptions {
  /** Absent: what is copied keeps its owner, and directories that are made belong to root. */
  readonly owner?: Owner;
  readonly mode?: ModeChange;
  /** `--exclude`, relative to the source directory. */
  readonly exclude?: readonly string[];
  /** `--parents`: only what matches is copied, with the directories above it. */
  readonly include?: readonly string[];
  readonly provenance: Provenance;
}

/** Why files cannot be copied, in BuildKit's words. */
export class CopyError extends Error {}

/** Where Docker's own errors show the engine's folder; the id in it is another one each time. */
const MERGED = '/var/lib/docker/overlay2/…/merged';

/** A directory that a copy makes on the way: 0755 or what an octal `--chmod` says, without setuid and the like. */
export function madeDirectory(options: CopyOptions): DirectoryEntry {
  return directory(options.provenance, {
    mode: options.mode?.octal === undefined ? 0o755 : options.mode.octal & 0o777,
    uid: options.owner?.uid ?? 0,
    gid: options.owner?.gid ?? 0,
  });
}

/** An entry as it stands after the copy: owner, mode, and where it came from. */
export function copiedEntry(entry: Entry, options: CopyOptions): Entry {
  const origin = entry.provenance;
  const isDirectory = entry.type === 'directory';
  return {
    ...entry,
    uid: options.owner?.uid ?? entry.uid,
    gid: options.owner?.gid ?? entry.gid,
    mode: options.mode && entry.type !== 'symlink' ? options.mode.apply(entry.mode, isDirectory) : entry.mode,
    provenance: { ...options.provenance, origin: origin.origin ?? origin },
  };
}

interface Level {
  readonly source: string;
  readonly target: string;
  copied: boolean;
}

class Copier {
  private readonly include: PatternList | undefined;
  private readonly exclude: PatternList | undefined;
  private readonly above: Level[] = [];
  private readonly inodes = new Map<Inode, Inode>();
  private readonly source: Snapshot;
  private readonly draft: Draft;
  private readonly options: CopyOptions;

  constructor(source: Snapshot, draft: Draft, options: CopyOptions) {
    this.source = source;
    this.draft = draft;
    this.options = options;
    this.include = options.include?.length ? new PatternList(options.include) : undefined;
    this.exclude = options.exclude?.length ? new PatternList(options.exclude) : undefined;
  }

  /** Copies one path of the source to exactly this target. `relative` is the path below the source directory. */
  copy(
    path: string,
    relative: string,
    target: string,
    includedAbove: ParentMatches | undefined,
    excludedAbove: ParentMatches | undefined,
  ): void {
    const found = this.source.lstat(path);
    if (found.kind !== 'found') return;
    const { entry } = found;
    let wanted = true;
    let included: ParentMatches | undefined;
    let excluded: ParentMatches | undefined;
    if (relative !== '') {
      if (this.include) {
        const result = this.include.matches(relative, includedAbove);
        included = result.own;
        wanted = result.matched;
      }
      if (this.exclude) {
        const result = this.exclude.matches(relative, excludedAbove);
        excluded = result.own;
        if (result.matched) wanted = false;
      }
    } else if (this.include) wanted = false;
    if (wanted) this.makeLevels();
    if (entry.type === 'directory') {
      if (wanted) this.putDirectory(entry, target, relative !== '');
      this.above.push({ source: path, target, copied: wanted });
      const prefix = path === '/' ? '' : path;
      for (const name of this.source.list(path)) {
        const below = relative === '' ? name : `${relative}/${name}`;
        this.copy(`${prefix}/${name}`, below, clean(`${target}/${name}`), included, excluded);
      }
      this.above.pop();
      return;
    }
    if (!wanted) return;
    const there = this.draft.lstat(target);
    if (there.kind === 'found' && there.entry.type === 'directory') {
      throw new CopyError(`cannot replace to directory ${MERGED}${target} with file`);
    }
    this.draft.put(target, this.linked(copiedEntry(entry, this.options)));
  }

  /** Hard links within what is copied stay hard links, among each other alone. */
  private linked(entry: Entry): Entry {
    if (entry.type !== 'file' || !entry.inode) return entry;
    const inode = this.inodes.get(entry.inode) ?? this.draft.newInode();
    this.inodes.set(entry.inode, inode);
    return { ...entry, inode };
  }

  /** Makes the directories above something that matched, which were put off until now. */
  private makeLevels(): void {
    for (const level of this.above) {
      if (level.copied) continue;
      level.copied = true;
      const found = this.source.lstat(level.source);
      if (found.kind === 'found' && found.entry.type === 'directory') {
        this.putDirectory(found.entry, level.target, false);
      }
    }
  }

  /** The directory itself keeps its owner and mode where it was there before; those below it are changed. */
  private putDirectory(entry: DirectoryEntry, target: string, below: boolean): void {
    const there = this.draft.lstat(target);
    const copied = copiedEntry(entry, this.options) as DirectoryEntry;
    if (there.kind !== 'found') {
      this.draft.put(target, copied);
      return;
    }
    if (there.entry.type !== 'directory' && there.entry.type !== 'unknown') {
      throw new CopyError(`cannot copy to non-directory: ${MERGED}${target}`);
    }
    const unlisted = copied.unlisted ?? (there.entry.type === 'directory' ? there.entry.unlisted : undefined);
    const before = there.entry.type === 'directory' ? there.entry : copied;
    const kept = below && !this.include ? { ...copied } : { ...before };
    this.draft.put(target, { ...kept, ...(unlisted !== undefined && { unlisted }) });
  }
}

/**
 * Copies one source path (no pattern) to a destination.
 * @param destination absolute; a trailing slash says that it is a directory
 * @throws CopyError, or FilesystemError where a file stands in the way of a directory
 */
export function copyPath(
  source: Snapshot,
  path: string,
  draft: Draft,
  destination: string,
  options: CopyOptions,
): void {
  const make = () => madeDirectory(options);
  const folder = destination.endsWith('/') ? destination : dirname(destination);
  draft.makeDirectories(folder, make);
  let target = draft.realPath(destination);
  const realSource = source.realPath(path);
  const found = source.lstat(realSource);
  if (found.kind !== 'found') return;
  const isDirectory = found.entry.type === 'directory';
  const there = draft.stat(target);
  const exists = there.kind === 'found';
  if (!isDirectory && exists && there.entry.type === 'directory') {
    target = clean(`${target}/${basename(clean(path))}`);
  }
  draft.makeDirectories(isDirectory && !exists ? target : dirname(target), make);
  new Copier(source, draft, options).copy(realSource, '', target, undefined, undefined);
}
