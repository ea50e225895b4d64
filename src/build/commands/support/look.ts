/** Looking at paths, and what libc says where something is not as it should be. */
import type { Entry, ToolCall } from '../types.ts';

/** What is at a path: an entry, the reason why there is none, or that nobody can tell (it is noted). */
export type Seen =
  | { readonly kind: 'found'; readonly path: string; readonly entry: Entry }
  | { readonly kind: 'absent'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly why: string };

const REASONS = {
  ENOENT: 'No such file or directory',
  ENOTDIR: 'Not a directory',
  ELOOP: 'Too many levels of symbolic links',
} as const;

/**
 * Looks at a path. Where nobody knows what is there, the step's outcome becomes a guess unless `quiet`.
 */
export function look(
  call: ToolCall,
  path: string,
  options: { readonly follow?: boolean; readonly quiet?: boolean } = {},
): Seen {
  const found = options.follow === false ? call.files.lstat(path) : call.files.stat(path);
  if (call.user.uid !== 0 && found.kind !== 'unknown' && !call.files.reaches(found.path))
    return { kind: 'absent', reason: 'Permission denied' };
  if (found.kind === 'found') {
    // `x/` asks for a directory.
    if (path.endsWith('/') && found.entry.type === 'file') return { kind: 'absent', reason: REASONS.ENOTDIR };
    return found;
  }
  if (found.kind === 'absent') return { kind: 'absent', reason: REASONS[found.code] };
  if (!options.quiet) call.unknown(`whether ${found.path} is there cannot be told: ${found.why}`);
  return { kind: 'unknown', why: found.why };
}

/** "Permission denied" of an error that the files threw; other errors are thrown on. */
export function reasonOf(error: unknown): string {
  if (error instanceof Error && 'sentence' in error && typeof error.sentence === 'string') {
    return error.sentence;
  }
  throw error;
}

/** Quotes a word for a shell. */
export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** A path in a directory. */
export function inside(directory: string, name: string): string {
  return directory.endsWith('/') ? directory + name : `${directory}/${name}`;
}

/** Last component of a path as it was written, slashes at the end left out. */
export function lastName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Every path under a path and itself, parents first; links are not followed. */
export function everything(call: ToolCall, path: string): string[] {
  const found = call.files.lstat(path);
  if (found.kind !== 'found') return [];
  const list = [found.path];
  if (found.entry.type === 'directory') for (const one of call.files.walk(found.path)) list.push(one.path);
  return list;
}

/** Collects what a tool says while it goes through its operands. */
export class Says {
  private readonly lines: string[] = [];
  readonly out: string[] = [];
  exitCode = 0;

  /** A message on stderr; the tool goes on and fails in the end. */
  error(message: string, exitCode = 1): void {
    this.lines.push(message);
    this.exitCode = exitCode;
  }

  /** A message on stderr that is no failure. */
  note(message: string): void {
    this.lines.push(message);
  }

  /** The same, with what was to be printed on stderr: where stdout is taken by something else. */
  asErrors(): { stderr: string; exitCode: number } {
    const { stdout, stderr, exitCode } = this.result();
    return { stderr: stdout + stderr, exitCode };
  }

  result(): { stdout: string; stderr: string; exitCode: number } {
    const text = (lines: readonly string[]) => lines.map((line) => `${line}\n`).join('');
    return { stdout: text(this.out), stderr: text(this.lines), exitCode: this.exitCode };
  }
}
