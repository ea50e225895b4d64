/** `//go:embed` patterns must match something. */
import { join } from './module.ts';
import type { GoFile } from './package-types.ts';
import type { PackageLoader } from './packages.ts';

/** `//go:embed` patterns must match something. */
export function checkEmbeds(loader: PackageLoader, file: GoFile, problems: string[]): void {
  const folder = file.path.slice(0, file.path.lastIndexOf('/')) || '/';
  for (const { pattern, line, column } of file.source.embeds) {
    const clean = pattern.replace(/^all:/, '');
    if (matches(loader, folder, clean)) continue;
    problems.push(
      `${loader.shown(file.path)}:${line}:${column}: pattern ${pattern}: no matching files found`,
    );
  }
}

function matches(loader: PackageLoader, folder: string, pattern: string): boolean {
  const { files } = loader.call;
  let at = [folder];
  for (const part of pattern.split('/')) {
    const next: string[] = [];
    for (const one of at) {
      if (!/[*?[]/.test(part)) {
        if (files.stat(join(one, part)).kind !== 'absent') next.push(join(one, part));
        continue;
      }
      if (/[[]/.test(part)) return true;
      const names = files.list(one).filter((name) => wildcard(part, name));
      next.push(...names.map((name) => join(one, name)));
    }
    at = next;
  }
  return at.length > 0;
}

/** `*` and `?` within one part of a path, in linear time for one star and quadratic for many. */
function wildcard(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '?' || (pattern[p] === name[n] && pattern[p] !== '*')) {
      p += 1;
      n += 1;
    } else if (pattern[p] === '*') {
      star = p;
      mark = n;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
