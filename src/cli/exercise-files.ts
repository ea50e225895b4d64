import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** One file of an exercise. */
export interface ExerciseFile {
  /** Relative, `/`-separated. */
  readonly path: string;
  /** 0o755 where the owner may execute it, else 0o644: what git keeps. */
  readonly mode: number;
  /** Target of a symbolic link; it has no bytes then. */
  readonly link?: string;
  readonly bytes: Uint8Array;
  /** The content where it is UTF-8 text; absent for anything else. */
  readonly text?: string;
}

/**
 * Reads all files below a folder, dotfiles included, ordered by path (by code unit, the same on every
 * machine). Throws the error of the file system where something cannot be read.
 */
export function readFiles(folder: string): ExerciseFile[] {
  const files: ExerciseFile[] = [];
  const visit = (relative: string) => {
    for (const entry of readdirSync(join(folder, relative), { withFileTypes: true })) {
      const path = relative === '' ? entry.name : `${relative}/${entry.name}`;
      if (entry.isDirectory()) visit(path);
      else if (entry.isFile() || entry.isSymbolicLink()) files.push(readOne(folder, path));
    }
  };
  visit('');
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}

function readOne(folder: string, path: string): ExerciseFile {
  const whole = join(folder, path);
  const stats = lstatSync(whole);
  if (stats.isSymbolicLink()) {
    return { path, mode: 0o777, link: readlinkSync(whole), bytes: new Uint8Array() };
  }
  const bytes = new Uint8Array(readFileSync(whole));
  const text = textOf(bytes);
  return { path, mode: stats.mode & 0o100 ? 0o755 : 0o644, bytes, ...(text === undefined ? {} : { text }) };
}

/** Bytes as UTF-8 text (a byte order mark stays); undefined where they are no text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
