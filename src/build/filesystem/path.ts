/** Slash-separated paths, as Go's `path/filepath` treats them on Linux. */

/** Shortest path that means the same: no `.`, no `..` that can be resolved, no double slash. `.` for nothing. */
export function clean(path: string): string {
  const rooted = path.startsWith('/');
  const out: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (out.length > 0 && out.at(-1) !== '..') out.pop();
      else if (!rooted) out.push('..');
    } else out.push(part);
  }
  const joined = out.join('/');
  if (rooted) return `/${joined}`;
  return joined === '' ? '.' : joined;
}

/** Joins and cleans; empty parts are left out. */
export function join(...parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== '');
  return filled.length === 0 ? '' : clean(filled.join('/'));
}

/** An absolute clean path: relative paths stand under `/`, `..` stops there. */
export function absolute(path: string): string {
  return clean(`/${path}`);
}

/** All but the last component of a clean path. */
export function dirname(path: string): string {
  const at = path.lastIndexOf('/');
  if (at < 0) return '.';
  return at === 0 ? '/' : path.slice(0, at);
}

/** The last component of a clean path; `/` for the root. */
export function basename(path: string): string {
  if (path === '/') return '/';
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Components of an absolute clean path; none for the root. */
export function components(path: string): string[] {
  return path === '/' || path === '' ? [] : path.slice(1).split('/');
}

/** Whether `path` is `directory` or lies in it; both absolute and clean. */
export function isInside(path: string, directory: string): boolean {
  return directory === '/' || path === directory || path.startsWith(`${directory}/`);
}
