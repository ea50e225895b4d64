import {
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import type { ContextFile } from '../build/index.ts';
import { CommandError } from './terminal.ts';

/** Content of larger files is not read: 32 MB. What a build does with them rests on their size. */
const LARGEST_CONTENT = 32 * 1024 * 1024;
/** More paths than this are no build context that anybody wants to send. */
const MOST_PATHS = 200_000;

/**
 * Reads a folder as `docker build` sends it: every file with its mode, links as links, empty directories
 * too. Throws CommandError where it is no folder or something in it cannot be read.
 */
export function readContext(folder: string, named: string): ContextFile[] {
  const files: ContextFile[] = [];
  try {
    if (!statSync(folder).isDirectory()) {
      throw new CommandError(
        `${named} is a file, not a folder.`,
        'Name the folder that holds what COPY copies.',
      );
    }
    visit(folder, '', files);
  } catch (error) {
    if (error instanceof CommandError) throw error;
    const { code, message, path } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' && path === folder)
      throw new CommandError(`There is no folder ${named}.`, 'Check the path.');
    throw new CommandError(`The build context cannot be read: ${message}.`);
  }
  return files;
}

function visit(folder: string, inside: string, files: ContextFile[]): void {
  for (const name of readdirSync(join(folder, inside)).sort()) {
    if (files.length >= MOST_PATHS) {
      throw new CommandError(
        `The folder holds more than ${MOST_PATHS} files.`,
        'Choose a smaller folder: a build context holds a program, not a disk.',
      );
    }
    const path = inside === '' ? name : `${inside}/${name}`;
    const whole = join(folder, path);
    const stats = lstatSync(whole);
    const mode = stats.mode & 0o7777;
    if (stats.isDirectory()) {
      files.push({ path, mode, directory: true });
      visit(folder, path, files);
    } else if (stats.isSymbolicLink()) files.push({ path, link: readlinkSync(whole) });
    else if (stats.isFile()) {
      files.push(
        stats.size > LARGEST_CONTENT
          ? { path, mode, size: stats.size, ...beginning(whole) }
          : { path, mode, content: new Uint8Array(readFileSync(whole)) },
      );
    }
  }
}

/** A `.dockerignore` is read whatever its size; of anything else that is so large the size is enough. */
function beginning(whole: string): { content?: Uint8Array } {
  if (!whole.endsWith('.dockerignore')) return {};
  const bytes = new Uint8Array(LARGEST_CONTENT);
  const file = openSync(whole, 'r');
  try {
    return { content: bytes.subarray(0, readSync(file, bytes)) };
  } finally {
    closeSync(file);
  }
}
