import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { nearest } from '../grading/distance.ts';
import { textOf } from './exercise-files.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** Largest Dockerfile, in bytes: BuildKit reads no larger one (frontend/dockerui, `maxDockerfileSize`). */
const LARGEST = 2 * 1024 * 1024;

/** A Dockerfile as it was found. */
export interface DockerfileText {
  /** As named on the command line; "standard input" for `-`. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a Dockerfile from a path, or from standard input for `-`. Throws CommandError for what is
 * missing, a folder, too large, or no text.
 */
export async function readDockerfile(path: string, terminal: Terminal): Promise<DockerfileText> {
  const name = path === '-' ? 'standard input' : path;
  const bytes = path === '-' ? await terminal.stdin() : readBytes(path, terminal.directory);
  if (bytes.length > LARGEST) {
    throw new CommandError(`${name} is larger than 2 MB, which is the most that Docker reads.`);
  }
  const text = textOf(bytes);
  if (text === undefined) {
    throw new CommandError(`${name} is not a text in UTF-8.`, 'A Dockerfile is a plain text file.');
  }
  return { name, text };
}

function readBytes(path: string, directory: string): Uint8Array {
  const whole = resolve(directory, path);
  try {
    if (statSync(whole).isDirectory()) throw isFolder(path, whole);
    return new Uint8Array(readFileSync(whole));
  } catch (error) {
    if (error instanceof CommandError) throw error;
    throw cannotRead(path, whole, error as NodeJS.ErrnoException);
  }
}

function isFolder(path: string, whole: string): CommandError {
  const inside = filesOf(whole).find((name) => name.toLowerCase() === 'dockerfile');
  return new CommandError(
    `${path} is a folder, not a Dockerfile.`,
    inside === undefined ? 'Name the file in it.' : `Did you mean ${join(path, inside)}?`,
  );
}

/** An error of the file system in words. */
export function cannotRead(path: string, whole: string, error: NodeJS.ErrnoException): CommandError {
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    const near = nearest(basename(path), filesOf(dirname(whole)));
    const advice = near === undefined ? 'Check the path.' : `Did you mean ${join(dirname(path), near)}?`;
    return new CommandError(`There is no file ${path}.`, advice);
  }
  if (error.code === 'EACCES') return new CommandError(`You may not read ${path}.`);
  return new CommandError(`${path} cannot be read: ${error.message}.`);
}

/** Names of the files in a folder, links to files among them; none where it cannot be read. */
function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() || (entry.isSymbolicLink() && isFile(join(folder, entry.name))))
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
