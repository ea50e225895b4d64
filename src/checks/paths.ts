import { joinPath } from '../dockerfile/index.ts';

/** Absolute paths inside an image: `/`-separated, without `.`, `..` or a slash at the end. */

/**
 * A path resolved against a working directory. Undefined where that cannot be told: a variable is
 * left in it, or it is relative and the directory is not known.
 */
export function resolvePath(cwd: string | undefined, path: string): string | undefined {
  if (path.includes('$')) return undefined;
  if (!path.startsWith('/') && cwd === undefined) return undefined;
  return joinPath(cwd ?? '/', path);
}

/** Whether `path` is `directory` or lies under it. */
export function isWithin(path: string, directory: string): boolean {
  if (directory === '/') return true;
  return path.startsWith(directory) && (path.length === directory.length || path[directory.length] === '/');
}

/** The last part of a path: `app` for `/src/app` and for `app`. */
export function baseName(path: string): string {
  const trimmed = path.endsWith('/') ? path.slice(0, -1) : path;
  return trimmed.slice(trimmed.lastIndexOf('/') + 1);
}

/** Whether a source pattern has a wildcard. */
export function hasWildcard(path: string): boolean {
  return path.includes('*') || path.includes('?') || path.includes('[');
}
