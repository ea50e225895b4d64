/** What stands at a path, and how sure we are of it. */

/**
 * `known`: Docker would say the same. `estimated`: taken from a dated source or a model.
 * `unknown`: it cannot be told without running the build.
 */
export type Certainty = 'known' | 'estimated' | 'unknown';

/** A number of bytes and how sure it is. An unknown size counts as 0 bytes. */
export interface Size {
  readonly bytes: number;
  readonly certainty: Certainty;
  /** Why it is not known, or where an estimate comes from. */
  readonly why?: string;
}

/** Who put a path where it is. */
export interface Provenance {
  /** `base`: the base image brought it; `context`: a file of the build context; `step`: an instruction made it. */
  readonly kind: 'base' | 'context' | 'step';
  /** Index of the stage; absent for the context. */
  readonly stage?: number;
  /** 0-based line of the instruction; for `base` the line of FROM. */
  readonly line?: number;
  /** `base`: the image. */
  readonly image?: string;
  /** For what was copied: where the content comes from, back to whoever made it. */
  readonly origin?: Provenance;
}

/** What a program needs in order to start. Absent fields are not known. */
export interface Program {
  /** `elf`: native code; `script`: starts with `#!`. */
  readonly format: 'elf' | 'script' | 'java-archive' | 'other';
  /** `os/architecture` that it was made for, where that is not the image's: `darwin/arm64`. */
  readonly machine?: string;
  /** ELF: whether it needs a dynamic loader. */
  readonly linking?: 'static' | 'dynamic';
  /** ELF, dynamic: whose loader. */
  readonly libc?: 'glibc' | 'musl';
  /** Script: the interpreter's path. */
  readonly interpreter?: string;
  /** The language that it was written in, where a model made it: `go`, `rust`, `c` … */
  readonly language?: string;
  /** Paths that it opens at run time, such as CA certificates. */
  readonly needs?: readonly string[];
  /** JavaScript of which only the source is known: modules that it asks for when it is loaded. */
  readonly imports?: readonly { readonly name: string; readonly style: 'import' | 'require' }[];
  /** What it reads some time after its start; it starts without, and fails at that later. */
  readonly readsLater?: readonly {
    /** One of these is enough. */
    readonly anyOf: readonly string[];
    /** "to check the certificates of sites that it calls over HTTPS". */
    readonly purpose: string;
  }[];
}

/** What a file was packed from, here: its bytes are not known, what comes out of it is. */
export type Packed =
  | {
      readonly kind: 'compressed';
      readonly by: Compression;
      /** What comes out. */
      readonly content: FileContent;
      /** The name that the file had, where it was one. */
      readonly name?: string;
    }
  | { readonly kind: 'archive'; readonly format: 'tar' | 'zip'; readonly members: readonly PackedMember[] };

export type Compression = 'gzip' | 'bzip2' | 'xz' | 'zstd';

/** One member of an archive. */
export interface PackedMember {
  /** As stored, without a slash at its end: `./a/b`, `a/b`. */
  readonly path: string;
  readonly entry: Entry;
  /** Path of an earlier member of which this is another name. */
  readonly link?: string;
}

/** What is in a file, and how much of it is known. */
export type FileContent = Pick<FileEntry, 'size' | 'content' | 'fingerprint' | 'program' | 'packed'>;

/** What the names of one file have in common; two entries with the same one are hard links. */
export interface Inode {
  /** Files are linked while a step runs. What a later step writes by one name, the layers part from the others. */
  readonly draft: object;
}

interface EntryBase {
  /** Permission bits with setuid, setgid and sticky: 0o0000 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly provenance: Provenance;
  /** How sure it is that the path is there and is of this type. */
  readonly certainty: Certainty;
  /** Why it is not `known`. */
  readonly why?: string;
  /** Milliseconds since 1970; absent where nobody asks. */
  readonly mtime?: number;
}

/** A regular file. */
export interface FileEntry extends EntryBase {
  readonly type: 'file';
  readonly size: Size;
  /** The bytes, or the text as UTF-8; absent where it is not known. */
  readonly content?: string | Uint8Array;
  /** Stands for content that is not known: equal fingerprints, equal content. */
  readonly fingerprint?: string;
  readonly program?: Program;
  /** Where the bytes are not known, but what was packed into them is. */
  readonly packed?: Packed;
  /** Present where the file has, or had, several names. */
  readonly inode?: Inode;
}

/** A directory. Its children are asked of the snapshot. */
export interface DirectoryEntry extends EntryBase {
  readonly type: 'directory';
  /** Why there may be more in it than is listed; absent where the listing is complete. */
  readonly unlisted?: string;
}

/** A symbolic link. */
export interface SymlinkEntry extends EntryBase {
  readonly type: 'symlink';
  readonly target: string;
}

/** Something is here, but whether a file or a directory cannot be told. */
export interface UnknownEntry extends EntryBase {
  readonly type: 'unknown';
  readonly why: string;
}

export type Entry = FileEntry | DirectoryEntry | SymlinkEntry | UnknownEntry;

/** What is at a path, links followed. */
export type Lookup =
  | {
      readonly kind: 'found';
      /** Absolute, clean, without links on the way (the last may be one where it was not to be followed). */
      readonly path: string;
      readonly entry: Entry;
    }
  | {
      readonly kind: 'absent';
      /** Where it would be, as far as links could be followed. */
      readonly path: string;
      /** `ENOTDIR`: a file stands on the way; `ELOOP`: links go in a circle. */
      readonly code: 'ENOENT' | 'ENOTDIR' | 'ELOOP';
    }
  | {
      /** Nobody knows whether there is anything: the path lies in a base image's unlisted part. */
      readonly kind: 'unknown';
      readonly path: string;
      readonly why: string;
    };

/** Why an operation on files failed, with the kernel's code. */
export class FilesystemError extends Error {
  readonly code: 'ENOENT' | 'ENOTDIR' | 'EISDIR' | 'EEXIST' | 'ENOTEMPTY' | 'ELOOP' | 'EINVAL';
  readonly path: string;
  /** The kernel's sentence: "not a directory". */
  readonly reason: string;
  /** The call that failed, as Go names it: `mkdir`, `lstat`; absent where nobody says it. */
  readonly operation?: string;

  constructor(code: FilesystemError['code'], path: string, reason: string, operation?: string) {
    super(operation === undefined ? `${path}: ${reason}` : `${operation} ${path}: ${reason}`);
    this.code = code;
    this.path = path;
    this.reason = reason;
    if (operation !== undefined) this.operation = operation;
  }
}
