/** The build context: the files that COPY and ADD can see, after `.dockerignore`. */
import { sizeOf } from './filesystem/content.ts';
import { absolute, dirname } from './filesystem/path.ts';
import { ignoreLines, type ParentMatches, PatternError, PatternList } from './filesystem/patterns.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { DirectoryEntry, Entry, Provenance } from './filesystem/types.ts';

/** One path of the folder that is handed to `docker build`. */
export interface ContextFile {
  /** Relative, `/`-separated: `src/main.go`. */
  readonly path: string;
  /** Absent for a directory and a link. */
  readonly content?: string | Uint8Array;
  /** Bytes of a file whose content is not handed in because it is too large to be kept. */
  readonly size?: number;
  /** Permission bits; 0644 for a file and 0755 for a directory where absent. */
  readonly mode?: number;
  /** Target of a symbolic link. */
  readonly link?: string;
  /** True for a directory that should be there even when it is empty. */
  readonly directory?: boolean;
}

/** What `.dockerignore` leaves of the context. */
export interface BuildContext {
  /** The files, under `/`, owned by root: BuildKit gives them no other owner. */
  readonly snapshot: Snapshot;
  /** Paths that `.dockerignore` left out, absolute in the context, sorted. A directory stands for all in it. */
  readonly ignored: readonly string[];
  /** The `.dockerignore` that counted; absent where there is none. */
  readonly ignoreFile?: { readonly path: string; readonly patterns: readonly string[] };
  /** Why `.dockerignore` cannot be read, in Docker's words; the build stops at it. */
  readonly error?: string;
}

const provenance: Provenance = { kind: 'context' };

function entryOf(file: ContextFile): Entry {
  const base = { uid: 0, gid: 0, provenance, certainty: 'known' as const };
  if (file.link !== undefined) return { ...base, type: 'symlink', mode: 0o777, target: file.link };
  if (file.directory) return { ...base, type: 'directory', mode: file.mode ?? 0o755 };
  if (file.content === undefined && file.size !== undefined) {
    const size = { bytes: file.size, certainty: 'known' as const };
    const fingerprint = `context ${file.path} ${file.size}`;
    return { ...base, type: 'file', mode: file.mode ?? 0o644, size, fingerprint };
  }
  const content = file.content ?? '';
  return { ...base, type: 'file', mode: file.mode ?? 0o644, size: sizeOf(content), content };
}

/** All files as a snapshot, nothing left out. */
export function contextSnapshot(files: readonly ContextFile[]): Snapshot {
  const draft = emptySnapshot(provenance).edit();
  const make = (): DirectoryEntry => directory(provenance);
  for (const file of files) {
    const path = absolute(file.path);
    if (path === '/') continue;
    draft.makeDirectories(dirname(path), make);
    draft.put(path, entryOf(file));
  }
  return draft.commit();
}

/** Copies what the patterns leave, directories above a file that is taken back included. */
function filter(all: Snapshot, patterns: PatternList): { snapshot: Snapshot; ignored: string[] } {
  const draft = emptySnapshot(provenance).edit();
  const ignored: string[] = [];
  const visit = (folder: string, parent: ParentMatches | undefined) => {
    for (const name of all.list(folder === '' ? '/' : folder)) {
      const path = `${folder}/${name}`;
      const found = all.lstat(path);
      if (found.kind !== 'found') continue;
      const { matched, own } = patterns.matches(path.slice(1), parent);
      const isDirectory = found.entry.type === 'directory';
      if (!matched) keep(draft, all, path, found.entry);
      else if (!isDirectory || !patterns.mayTakeBackIn(path.slice(1))) ignored.push(path);
      if (isDirectory && (!matched || patterns.mayTakeBackIn(path.slice(1)))) visit(path, own);
    }
  };
  visit('', undefined);
  return { snapshot: draft.commit(), ignored: ignored.sort() };
}

function keep(draft: Draft, all: Snapshot, path: string, entry: Entry): void {
  draft.makeDirectories(dirname(path), (above) => {
    const found = all.lstat(above);
    return found.kind === 'found' && found.entry.type === 'directory' ? found.entry : directory(provenance);
  });
  draft.put(path, entry);
}

/**
 * The context as the builder gets it. `<Dockerfile>.dockerignore` beside the Dockerfile wins over
 * `.dockerignore`. A broken ignore file gives `error`, and nothing is left out.
 */
export function createContext(files: readonly ContextFile[], dockerfile = 'Dockerfile'): BuildContext {
  const all = contextSnapshot(files);
  const candidates = [`${dockerfile}.dockerignore`, '.dockerignore'];
  for (const path of candidates) {
    const found = files.find((file) => absolute(file.path) === absolute(path));
    if (!found || found.content === undefined) continue;
    const text = typeof found.content === 'string' ? found.content : new TextDecoder().decode(found.content);
    const patterns = ignoreLines(text);
    try {
      return { ...filter(all, new PatternList(patterns)), ignoreFile: { path, patterns } };
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      return { snapshot: all, ignored: [], ignoreFile: { path, patterns }, error: error.message };
    }
  }
  return { snapshot: all, ignored: [] };
}
