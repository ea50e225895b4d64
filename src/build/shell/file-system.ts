/**
 * The interpreter's file interface over a workspace. It has none of the synchronous methods by which the
 * interpreter would lay out a system of its own: what is in the image is all there is.
 */
import type {
  BufferEncoding,
  CpOptions,
  FileContent,
  FsStat,
  IFileSystem,
  MkdirOptions,
  RmOptions,
} from 'just-bash/browser';
import { endless } from '../commands/support/input.ts';
import { toBytes } from '../filesystem/content.ts';
import { absolute, join } from '../filesystem/path.ts';
import type { Lookup } from '../filesystem/types.ts';
import { COMMAND, DEVICE, DEVICES, statOf, systemError, unknownPath } from './file-facts.ts';
import { fromLatin1, latin1 } from './latin1.ts';
import { unmarked } from './trace.ts';
import type { Workspace } from './workspace.ts';

/** What the file interface tells and asks of whoever runs the script. */
export interface FileSystemHost {
  /** The outcome rests on a path that nobody knows. */
  readonly unknown: (why: string) => void;
  /**
   * The interpreter looks for a command at this absolute path. False hides what is there; true shows it,
   * also where nobody knows (a command of that name must then be registered).
   */
  readonly commandAt: (path: string) => boolean | undefined;
  /** Whether patterns do not find a path. */
  readonly hidden: (path: string) => boolean;
  /** Whether a command of the interpreter's own is at work. */
  readonly reading: () => boolean;
  /** The script to interpret in place of an executable that is no shell script; undefined for its own text. */
  readonly standIn: (path: string) => string | undefined;
}

const MAX_ENTRIES_REMOVED = 200_000;

/** Implements the interpreter's `IFileSystem` over a workspace. */
export class ShellFileSystem implements IFileSystem {
  private readonly current: () => Workspace;
  private readonly host: FileSystemHost;
  /** Path of the last `stat`: a script is about to be run where `readFile` follows at once. */
  private lastStat = '';

  /** @param current the files as the user of the moment sees them */
  constructor(current: () => Workspace, host: FileSystemHost) {
    this.current = current;
    this.host = host;
  }

  private get files(): Workspace {
    return this.current();
  }

  async readFile(
    path: string,
    options?: { encoding?: BufferEncoding | null } | BufferEncoding,
  ): Promise<string> {
    if (this.lastStat === path) {
      const standIn = this.host.standIn(path);
      if (standIn !== undefined) return standIn;
    }
    const encoding = typeof options === 'string' ? options : options?.encoding;
    if (encoding === 'binary' || encoding === 'latin1') return latin1(this.bytes(path));
    return new TextDecoder().decode(this.bytes(path));
  }

  async readFileBytes(path: string): Promise<never> {
    // The interpreter brands such strings with a type of its own that cannot be named from outside.
    return latin1(this.bytes(path)) as never;
  }

  async readFileBuffer(path: string): Promise<Uint8Array> {
    return this.bytes(path);
  }

  async writeFile(
    path: string,
    content: FileContent,
    options?: { encoding?: BufferEncoding } | BufferEncoding,
  ): Promise<void> {
    if (DEVICES.has(path)) return;
    this.files.write(path, this.content(content, options));
  }

  async appendFile(
    path: string,
    content: FileContent,
    options?: { encoding?: BufferEncoding } | BufferEncoding,
  ): Promise<void> {
    if (DEVICES.has(path)) return;
    const added = toBytes(this.content(content, options));
    if (!this.files.exists(path)) {
      this.files.write(path, added);
      return;
    }
    const before = this.files.readBytes(path);
    if (before === undefined || this.files.received(added)) {
      this.files.writeOpaque(path, {
        size: {
          bytes: added.length,
          certainty: 'unknown',
          why: 'it is added to a file whose content is not known',
        },
      });
      return;
    }
    const all = new Uint8Array(before.length + added.length);
    all.set(before);
    all.set(added, before.length);
    this.files.write(path, all);
  }

  async exists(path: string): Promise<boolean> {
    if (DEVICES.has(path)) return true;
    const shown = this.host.commandAt(path);
    if (shown !== undefined) return shown;
    const found = this.files.stat(path);
    if (found.kind === 'unknown') this.host.unknown(unknownPath(found.path, found.why));
    return found.kind === 'found';
  }

  async stat(path: string): Promise<FsStat> {
    this.lastStat = path;
    if (DEVICES.has(path)) return DEVICE;
    const found = this.files.stat(path);
    if (found.kind !== 'found' && this.host.commandAt(path)) return COMMAND;
    return this.describe(found, path, 'stat');
  }

  async lstat(path: string): Promise<FsStat> {
    if (DEVICES.has(path)) return DEVICE;
    return this.describe(this.files.lstat(path), path, 'lstat');
  }

  async mkdir(path: string, options?: MkdirOptions): Promise<void> {
    if (options?.recursive) this.files.makeDirectories(path);
    else this.files.makeDirectory(path);
  }

  async readdir(path: string): Promise<string[]> {
    const found = this.files.stat(path);
    if (found.kind === 'absent') throw systemError(found.code, path, 'scandir');
    if (found.kind === 'unknown') {
      this.host.unknown(unknownPath(found.path, found.why));
      return [];
    }
    if (found.entry.type === 'unknown') return [];
    if (found.entry.type !== 'directory') throw systemError('ENOTDIR', path, 'scandir');
    if (found.entry.unlisted !== undefined) this.host.unknown(unknownPath(found.path, found.entry.unlisted));
    // Names alone are of no use to a pattern: it looks at each of them.
    if (!this.files.may(found.path, this.host.reading() ? 4 : 5))
      throw systemError('EACCES', path, 'scandir');
    const prefix = found.path === '/' ? '' : found.path;
    return this.files.list(path).filter((name) => !this.host.hidden(`${prefix}/${name}`));
  }

  async rm(path: string, options?: RmOptions): Promise<void> {
    const found = this.files.lstat(path);
    if (found.kind === 'absent') {
      if (options?.force) return;
      throw systemError(found.code, path, 'rm');
    }
    if (found.kind === 'found' && found.entry.type === 'directory' && !options?.recursive) {
      if (this.files.list(path).length > 0) throw systemError('ENOTEMPTY', path, 'rm');
    }
    let count = 0;
    for (const _ of this.files.walk(path)) {
      count += 1;
      if (count > MAX_ENTRIES_REMOVED) break;
    }
    this.files.remove(path);
  }

  async cp(source: string, destination: string, options?: CpOptions): Promise<void> {
    const found = this.files.stat(source);
    if (found.kind === 'absent') throw systemError(found.code, source, 'cp');
    if (found.kind !== 'found' || found.entry.type !== 'directory') {
      this.files.copyFile(source, destination);
      return;
    }
    if (!options?.recursive) throw systemError('EISDIR', source, 'cp');
    const inside = this.files.resolve(destination);
    if (`${inside}/`.startsWith(`${found.path}/`)) throw systemError('EINVAL', destination, 'cp');
    this.files.makeDirectories(destination, { mode: found.entry.mode & 0o755 });
    for (const { path, entry } of [...this.files.walk(source)]) {
      const target = join(inside, path.slice(found.path.length));
      if (entry.type === 'directory') this.files.makeDirectories(target, { mode: entry.mode & 0o755 });
      else this.files.copyFile(path, target, { follow: false });
    }
  }

  async mv(source: string, destination: string): Promise<void> {
    this.files.move(source, destination);
  }

  resolvePath(base: string, path: string): string {
    return path.startsWith('/') ? absolute(path) : absolute(join(base, path));
  }

  /** Not offered: globs are answered by `readdir`. */
  getAllPaths(): string[] {
    return [];
  }

  async chmod(path: string, mode: number): Promise<void> {
    this.files.update(path, (entry) => ({ ...entry, mode: mode & 0o7777 }));
  }

  async symlink(target: string, path: string): Promise<void> {
    this.files.symlink(target, path);
  }

  async link(existing: string, path: string): Promise<void> {
    this.files.link(existing, path);
  }

  async readlink(path: string): Promise<string> {
    const found = this.files.lstat(path);
    if (found.kind === 'absent') throw systemError(found.code, path, 'readlink');
    if (found.kind !== 'found' || found.entry.type !== 'symlink')
      throw systemError('EINVAL', path, 'readlink');
    return found.entry.target;
  }

  async realpath(path: string): Promise<string> {
    const found = this.files.stat(path);
    if (found.kind === 'absent') throw systemError(found.code, path, 'realpath');
    return found.path;
  }

  async utimes(path: string, _accessed: Date, modified: Date): Promise<void> {
    this.files.update(path, (entry) => ({ ...entry, mtime: modified.getTime() }));
  }

  private bytes(path: string): Uint8Array {
    const device = endless(path);
    if (device && !this.host.reading()) return toBytes(this.files.marked(device));
    if (device) this.host.unknown(`${path} never ends`);
    if (DEVICES.has(path)) return new Uint8Array();
    const bytes = this.files.readBytes(path);
    if (bytes) return bytes;
    // A redirection hands the content on; what a command of the interpreter's own reads, it would take for text.
    if (!this.host.reading()) return toBytes(this.files.marked(this.files.content(path)));
    this.host.unknown(`the content of ${this.files.resolve(path)} is not known`);
    return new Uint8Array();
  }

  private content(
    content: FileContent,
    options?: { encoding?: BufferEncoding } | BufferEncoding,
  ): string | Uint8Array {
    const encoding = typeof options === 'string' ? options : options?.encoding;
    if (typeof content !== 'string') return asText(content);
    // Bytes are no words of a trace, even where they look like its marks.
    const text = content.includes('\0') ? content : unmarked(content);
    return encoding === 'binary' || encoding === 'latin1' ? asText(fromLatin1(text)) : text;
  }

  private describe(found: Lookup, path: string, call: string): FsStat {
    if (found.kind === 'absent') throw systemError(found.code, path, call);
    if (found.kind === 'unknown') {
      this.host.unknown(unknownPath(found.path, found.why));
      throw systemError('ENOENT', path, call);
    }
    return statOf(found.entry);
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text where they are text: a script that `cat` wrote can be run as one that a file brought. */
function asText(bytes: Uint8Array): string | Uint8Array {
  try {
    return UTF8.decode(bytes);
  } catch {
    return bytes;
  }
}
