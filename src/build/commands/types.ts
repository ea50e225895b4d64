/**
 * What a modelled command is: a pure function from arguments and files to output and changed files.
 * One file a tool; `index.ts` is the plain list.
 */
import type { Entry, FileContent, FileEntry, Lookup, Program, Size } from '../filesystem/types.ts';

/** What a tool did. */
export interface ToolResult {
  /** 0 where absent. */
  readonly exitCode?: number;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** What a tool gives back: its result, and of what kind its output is. */
export interface ToolOutput extends ToolResult {
  /** True: `stdout` holds one character a byte (latin1), not text. */
  readonly isBinary?: boolean;
}

/** Who runs the command. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  /** Name in /etc/passwd; empty where the uid has none. */
  readonly name: string;
  /** From /etc/passwd; `/` where it says nothing. */
  readonly home: string;
  /** Further groups, by id. */
  readonly groups: readonly number[];
}

/** What is known of the image that the command runs in. */
export interface ImageTraits {
  /** `alpine`, `debian`, `ubuntu` …; undefined where nothing is known. */
  readonly family?: string;
  /** Version of the distribution: `13`, `24.04`; undefined where it is not known. */
  readonly version?: string;
  readonly libc?: 'musl' | 'glibc' | 'none';
  readonly packageManager?: 'apk' | 'apt' | null;
  /** The image at the bottom of the stage, as `name:tag`. */
  readonly reference?: string;
}

/** What a new or changed file is like, besides its content. */
export interface FileMeta {
  /** Permission bits; a new file has 0666 and a new directory 0777, less the umask. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/**
 * The working files of a RUN, seen by its user. Paths may be relative to the call's `cwd`. Every method
 * that changes something throws WorkspaceError with the kernel's code (EACCES, ENOENT, EISDIR …).
 */
export interface WorkFiles {
  /** The same files seen from another working directory. */
  at(cwd: string): WorkFiles;
  /** Absolute clean path of a path relative to the working directory. */
  resolve(path: string): string;
  /** What is at a path, links followed. `unknown` where nobody can tell. */
  stat(path: string): Lookup;
  /** The same without following the last link. */
  lstat(path: string): Lookup;
  /** True where something certainly is at the path. */
  exists(path: string): boolean;
  /** Whether the user may pass all directories above an absolute path. */
  reaches(path: string): boolean;
  isDirectory(path: string): boolean;
  isFile(path: string): boolean;
  /** Text of a file; undefined where the file is there but its content is not known. Throws ENOENT, EISDIR, EACCES. */
  read(path: string): string | undefined;
  readBytes(path: string): Uint8Array | undefined;
  /** Names in a directory, sorted; none where it is none. */
  list(path: string): string[];
  /** Every path under a directory, absolute, parents first. */
  walk(path: string): Iterable<{ readonly path: string; readonly entry: Entry }>;
  /** Writes a file whose content is known. Its directory must be there. An existing file keeps mode and owner. */
  write(path: string, content: string | Uint8Array, meta?: FileMeta): void;
  /** Writes a file of which only the size is known or estimated, or not even that. */
  writeOpaque(path: string, file: FileContent, meta?: FileMeta): void;
  /** What is in a file, as far as it is known. Throws ENOENT, EISDIR, EACCES. */
  content(path: string): FileContent;
  /**
   * A text that stands for content in a pipe, where its bytes are not known; `received` gives it back. `why` makes the
   * outcome unknown where nobody reads or prints it.
   */
  marked(content: FileContent, why?: string): string;
  /** The content for which a text stands; undefined where the text is just itself. */
  received(text: string | Uint8Array): FileContent | undefined;
  /** Gives a file a second name. Throws ENOENT, EEXIST, EPERM. */
  link(from: string, to: string): void;
  /** How many names a file has: 1, or more where it was linked; 0 where there is none. */
  names(path: string): number;
  /** Says that something may be at the path, but nobody can tell what. */
  writeUnknown(path: string, why: string): void;
  /** `mkdir -p`. */
  makeDirectories(path: string, meta?: FileMeta): void;
  /** Makes one directory; throws EEXIST, ENOENT. */
  makeDirectory(path: string, meta?: FileMeta): void;
  symlink(target: string, path: string): void;
  /** Removes a file, a link or a whole tree; nothing happens where there is nothing. */
  remove(path: string): void;
  /** Changes an entry in place: mode, owner, program … Throws ENOENT, EPERM. */
  update(path: string, change: (entry: Entry) => Entry, options?: { readonly follow?: boolean }): void;
  /** Copies one file or link with its content; the copy belongs to the user, with the source's mode less the umask. */
  copyFile(
    from: string,
    to: string,
    options?: { readonly preserve?: boolean; readonly follow?: boolean },
  ): void;
  /** Renames; what is at `to` is replaced. */
  move(from: string, to: string): void;
  /** Marks a directory as holding more than is listed: what is asked for there is unknown, not absent. */
  markUnlisted(path: string, why: string): void;
}

/** One call of a tool. */
export interface ToolCall {
  /** The name under which it was called. */
  readonly name: string;
  /** Where the program lies, where it was called by its path or by way of a `#!` line. */
  readonly path?: string;
  /** Without the name. */
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Exported variables. */
  readonly env: ReadonlyMap<string, string>;
  readonly stdin: string;
  /** The same as bytes, where they are no text. */
  readonly stdinBytes: Uint8Array;
  readonly files: WorkFiles;
  readonly user: Identity;
  readonly image: ImageTraits;
  /**
   * Runs a script in a shell of the same container and gives its result: npm scripts, make recipes, xargs.
   * `env` is added to the environment; `user` runs it instead of the caller.
   */
  run(
    script: string,
    options?: {
      readonly cwd?: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly user?: Identity;
      /** It reads nothing, as what xargs starts; else what the caller has not read. */
      readonly noInput?: boolean;
    },
  ): Promise<Required<ToolResult>>;
  /** Where a command of this name is on PATH, or undefined where it certainly is not. */
  which(name: string): string | undefined;
  /** Says that the outcome is only a guess from here on; `why` is shown to the learner. */
  unknown(why: string): void;
  /** Says that what was written rests on an estimate; `why` names the source. */
  estimated(why: string): void;
  /** Adds estimated milliseconds on an ordinary machine. */
  takes(ms: number): void;
}

/** A modelled command. */
export interface Tool {
  readonly names: readonly string[];
  /**
   * Where the tool comes from: `system` tools are in every image with a shell of a known family; others
   * are there only where the base image or a package brought them. Of `optional` ones nobody can tell where
   * neither shows them: so many packages bring them along.
   */
  readonly origin: 'system' | 'toolchain' | 'optional';
  /** Reads marks (`WorkFiles.received`). Of any other tool that is handed one, the outcome is not known. */
  readonly readsMarks?: boolean;
  run(call: ToolCall): ToolOutput | Promise<ToolOutput>;
}

/** Declares a tool. It is the identity function: it exists for its types. */
export function defineTool(tool: Tool): Tool {
  return tool;
}

/** The end of a tool that failed: message on stderr (a line end is added), exit code 1 unless said otherwise. */
export function failed(message: string, exitCode = 1): ToolResult {
  return { exitCode, stderr: `${message}\n` };
}

export type { Entry, FileContent, FileEntry, Lookup, Program, Size };
