import type { Analysis, Stage, Step } from '../dockerfile/index.ts';
import { listOf, matchesGlob } from './glob.ts';
import { stageChain } from './goal-context.ts';

/**
 * A path without detours: absolute (against `directory`, "/" where absent), no `.` or `..`, no doubled
 * or trailing slash. `app/./dist/` and `/app/dist` come out alike.
 */
export function cleanPath(path: string, directory = '/'): string {
  const parts: string[] = [];
  const whole = path.startsWith('/') ? path : `${directory}/${path}`;
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** Whether a path matches one of the globs; both sides are cleaned first. */
export function matchesPath(patterns: string | readonly string[], path: string, directory = '/'): boolean {
  const cleaned = cleanPath(path, directory);
  return listOf(patterns).some((pattern) => matchesGlob(cleanPath(pattern), cleaned));
}

/**
 * Whether a copied source is the one that a goal means. `/app/dist/*` copies what `/app/dist` holds, as
 * `/app/dist` itself does, so a last part of `*` may be there or not.
 */
export function matchesCopiedPath(patterns: string | readonly string[], source: string): boolean {
  const cleaned = cleanPath(source);
  return (
    matchesPath(patterns, cleaned) ||
    (cleaned.endsWith('/*') && matchesPath(patterns, cleaned.slice(0, -'/*'.length)))
  );
}

/** The working directory before a step: WORKDIRs above it, back to the base image. "/" where none is known. */
export function workdirBefore(analysis: Analysis, stage: Stage, step: Step): string {
  const chain = stageChain(analysis, stage);
  const root = chain[0]?.rootBase;
  let directory = root?.kind === 'image' ? (root.facts?.workdir ?? '/') : '/';
  if (directory === '') directory = '/';
  for (const link of chain) {
    for (const earlier of link.steps) {
      if (earlier === step) return directory;
      if (earlier.expanded.keyword === 'WORKDIR') {
        directory = cleanPath(earlier.expanded.path.text, directory);
      }
    }
  }
  return directory;
}
