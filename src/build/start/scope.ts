/** What a starting program sees: the image's files, its user, its environment. */
import type { Identity } from '../commands/types.ts';
import { absolute, join } from '../filesystem/path.ts';
import type { Entry, Lookup } from '../filesystem/types.ts';
import type { ImageConfig } from '../types.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** What a search on PATH found. */
export type Found =
  | {
      readonly kind: 'found';
      /** The real path, links followed. */
      readonly path: string;
      /** The path under the folder of PATH, as messages name it. */
      readonly named?: string;
    }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unknown'; readonly why: string };

/** The files of an image, or of a container that runs. */
export interface Files {
  stat(path: string): Lookup;
  entry(path: string): Entry | undefined;
  /** Names in a directory, sorted; none where it is none. */
  list(path: string): string[];
}

export class Scope {
  readonly files: Files;
  readonly config: ImageConfig;
  readonly user: Identity;
  /** The word by which Docker was asked for the first program. */
  typed: string | undefined;
  /** The programs that were started so far, one after the other. */
  readonly programs: string[] = [];
  /** Where a command that no listed file shows may be all the same. */
  readonly presence: (name: string) => 'present' | 'absent' | 'unknown';
  /** System of the base image (`debian`, `alpine` …); undefined where it is not known. */
  readonly family: string | undefined;

  constructor(
    files: Files,
    config: ImageConfig,
    user: Identity,
    presence: (name: string) => 'present' | 'absent' | 'unknown',
    family?: string,
  ) {
    this.family = family;
    this.files = files;
    this.config = config;
    this.user = user;
    this.presence = presence;
  }

  get workdir(): string {
    return this.config.workingDir || '/';
  }

  resolve(path: string): string {
    return path.startsWith('/') ? absolute(path) : absolute(join(this.workdir, path));
  }

  stat(path: string): Lookup {
    return this.files.stat(this.resolve(path));
  }

  /** Searches PATH for something that anybody may execute, as Go's and the shells' search does. */
  which(name: string): Found {
    let why: string | undefined;
    for (const directory of (this.config.env.get('PATH') ?? DEFAULT_PATH).split(':')) {
      const named = `${directory || '.'}/${name}`;
      const found = this.stat(named);
      if (found.kind === 'unknown') why ??= found.why;
      if (found.kind !== 'found' || found.entry.type === 'directory') continue;
      if (found.entry.type === 'unknown') return { kind: 'unknown', why: found.entry.why };
      if ((found.entry.mode & 0o111) !== 0) return { kind: 'found', path: found.path, named };
    }
    if (why === undefined || this.isMissing(name, why)) return { kind: 'absent' };
    return { kind: 'unknown', why };
  }

  /** Whether the base image lacks a command of which its listed files do not tell, and no later step can have brought it. */
  isMissing(name: string, why: string): boolean {
    return why.startsWith('not every file of') && this.presence(name) === 'absent';
  }

  /** Whether a command is in the image although no listed file shows it. */
  isPresent(name: string): boolean {
    return this.presence(name) === 'present';
  }

  /** Whether the user may do `wanted` (4 read, 2 write, 1 execute or enter) with an entry. */
  may(entry: Entry, wanted: number): boolean {
    const { uid, gid, groups } = this.user;
    if (uid === 0) return true;
    const shift = entry.uid === uid ? 6 : entry.gid === gid || groups.includes(entry.gid) ? 3 : 0;
    return ((entry.mode >> shift) & wanted) === wanted;
  }

  /** The same for a path, with every directory above it. */
  mayReach(path: string, wanted: number): boolean {
    if (this.user.uid === 0) return true;
    const clean = this.resolve(path);
    for (let at = clean.lastIndexOf('/'); at > 0; at = clean.lastIndexOf('/', at - 1)) {
      const above = this.files.entry(clean.slice(0, at));
      if (above && !this.may(above, 1)) return false;
    }
    const entry = this.files.entry(clean);
    return entry === undefined || this.may(entry, wanted);
  }
}
