/** A system call that failed. */
import type { FilesystemError } from '../filesystem/types.ts';

/** What a system call can fail with. */
export type ErrorCode =
  | FilesystemError['code']
  | 'ENAMETOOLONG'
  | 'EROFS'
  | 'EACCES'
  | 'EPERM'
  | 'EXDEV'
  | 'ENOSPC'
  | 'EBUSY';

const SENTENCES: Readonly<Record<ErrorCode, string>> = {
  EACCES: 'Permission denied',
  EBUSY: 'Device or resource busy',
  EEXIST: 'File exists',
  EINVAL: 'Invalid argument',
  EISDIR: 'Is a directory',
  ELOOP: 'Too many levels of symbolic links',
  ENAMETOOLONG: 'File name too long',
  ENOENT: 'No such file or directory',
  ENOSPC: 'No space left on device',
  ENOTDIR: 'Not a directory',
  ENOTEMPTY: 'Directory not empty',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  EXDEV: 'Invalid cross-device link',
};

/** A system call that failed: the kernel's code, the C library's sentence, the path as it was asked for. */
export class WorkspaceError extends Error {
  readonly code: ErrorCode;
  readonly path: string;
  /** "Permission denied". */
  readonly sentence: string;

  constructor(code: ErrorCode, path: string) {
    super(`${code}: ${SENTENCES[code].toLowerCase()}, '${path}'`);
    this.code = code;
    this.path = path;
    this.sentence = SENTENCES[code];
  }
}
