/**
 * A learner's own folder, read in the browser: nothing leaves it. Bounded in number and size, and it says what
 * it left out. Folders that are seldom meant (`.git`, `node_modules`) come last, so that they cannot crowd out
 * the sources.
 */

/** Most files that are taken. */
export const MOST_FILES = 2_000;
/** Largest file that is taken, in bytes. */
export const LARGEST_FILE = 2_000_000;
/** Most bytes in all. */
export const LARGEST_FOLDER = 20_000_000;
/** Deepest folder that is looked into. */
const DEEPEST = 40;
const SELDOM_MEANT = new Set(['.git', 'node_modules', '.venv', 'target', '__pycache__', '.DS_Store']);

/** A file of the learner's folder. */
export interface OwnFile {
  /** Relative and `/`-separated. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Something that was not taken. */
export interface LeftOut {
  readonly path: string;
  /** `too many`, `too large` …, for the learner. */
  readonly why: string;
}

export interface OwnFolder {
  readonly files: readonly OwnFile[];
  readonly leftOut: readonly LeftOut[];
}

/** A file that could be read, wherever it comes from. */
export interface Candidate {
  readonly path: string;
  readonly size: number;
  bytes(): Promise<Uint8Array>;
}

/** Reads what may be taken. `name/` that all paths begin with is the dropped folder itself, and is cut off. */
export async function takeFiles(candidates: readonly Candidate[]): Promise<OwnFolder> {
  const files: OwnFile[] = [];
  const leftOut: LeftOut[] = [];
  let total = 0;
  const root = commonRoot(candidates.map(({ path }) => path));
  const rank = ({ path }: Candidate) => (path.split('/').some((part) => SELDOM_MEANT.has(part)) ? 1 : 0);
  for (const candidate of [...candidates].sort((a, b) => rank(a) - rank(b))) {
    const path = safePath(candidate.path.slice(root.length));
    const skip = (why: string) => leftOut.push({ path: path ?? candidate.path.slice(0, 200), why });
    if (path === undefined) skip('its name is no path inside a folder');
    else if (files.length >= MOST_FILES) skip(`there are more than ${MOST_FILES} files`);
    else if (candidate.size > LARGEST_FILE) skip(`it is larger than ${LARGEST_FILE / 1e6} MB`);
    else if (total + candidate.size > LARGEST_FOLDER) skip(`the rest fills ${LARGEST_FOLDER / 1e6} MB`);
    else {
      try {
        const bytes = await candidate.bytes();
        total += bytes.length;
        files.push({ path, bytes });
      } catch {
        skip('the browser could not read it');
      }
    }
  }
  files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return { files, leftOut };
}

/** A relative path without tricks; undefined for `../x`, `/x`, `a\b`, control characters and the like. */
export function safePath(path: string): string | undefined {
  const parts = path.split('/');
  if (path === '' || path.length > 1000 || parts.some((part) => part === '' || part === '.' || part === '..'))
    return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return /[\u0000-\u001f\u007f\\]/.test(path) ? undefined : path;
}

/** `app/` where every path is below one folder `app`; else nothing. */
function commonRoot(paths: readonly string[]): string {
  const first = paths[0]?.split('/');
  if (!first || first.length < 2) return '';
  const root = `${first[0]}/`;
  return paths.every((path) => path.startsWith(root)) ? root : '';
}

/** What was left out in a few words: by reason, with the first names. */
export function leftOutSentence(leftOut: readonly LeftOut[]): string {
  const reasons = Map.groupBy(leftOut, ({ why }) => why);
  return [...reasons]
    .map(([why, all]) => {
      const names = all.slice(0, 3).map(({ path }) => path);
      const more = all.length > 3 ? ` and ${all.length - 3} more` : '';
      return `Left out ${names.join(', ')}${more}: ${why}.`;
    })
    .join(' ');
}

/** Files of an `<input type="file">`, with `webkitdirectory` or without. */
export function fromInput(list: Iterable<File>): Candidate[] {
  return [...list].map((file) => candidate(file.webkitRelativePath || file.name, file));
}

/** Everything below what was dropped. Files only where the browser gives no folders. */
export async function fromDrop(transfer: DataTransfer): Promise<Candidate[]> {
  // The entries must be taken before the first await: the browser empties the transfer afterwards.
  const entries = [...transfer.items]
    .map((item) => item.webkitGetAsEntry?.())
    .filter((entry) => entry !== null);
  const plain = [...transfer.files];
  if (entries.length === 0) return fromInput(plain);
  const found: Candidate[] = [];
  for (const entry of entries) if (entry) await walk(entry, found, 0);
  return found;
}

async function walk(entry: FileSystemEntry, found: Candidate[], depth: number): Promise<void> {
  // Twice as many as are taken: the rest is named as left out, without reading a disk to its end.
  if (found.length > MOST_FILES * 2 || depth > DEEPEST) return;
  const path = entry.fullPath.replace(/^\//, '');
  if (entry.isFile) {
    const file = await new Promise<File | undefined>((done) =>
      (entry as FileSystemFileEntry).file(done, () => done(undefined)),
    );
    if (file) found.push(candidate(path, file));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  const children: FileSystemEntry[] = [];
  for (;;) {
    // It hands out a hundred at a time, and nothing at the end.
    const some = await new Promise<FileSystemEntry[]>((done) => reader.readEntries(done, () => done([])));
    if (some.length === 0) break;
    children.push(...some);
    if (children.length > MOST_FILES * 2) break;
  }
  const rank = ({ name }: FileSystemEntry) => (SELDOM_MEANT.has(name) ? 1 : 0);
  for (const child of children.sort((a, b) => rank(a) - rank(b))) await walk(child, found, depth + 1);
}

function candidate(path: string, file: File): Candidate {
  return { path, size: file.size, bytes: async () => new Uint8Array(await file.arrayBuffer()) };
}
