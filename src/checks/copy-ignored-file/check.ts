import { ignoreLines, PatternList } from '../../build/filesystem/patterns.ts';
import { quote } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { stepsWith } from '../walk.ts';

// Docker has this rule among its experimental ones; a copy of an ignored file fails in any case, so
// here it is always on.
export default defineCheck({
  name: 'CopyIgnoredFile',
  buildkit: true,
  severity: 'warning',
  run(analysis, report) {
    const patterns = readPatterns(analysis.options.context?.dockerignore);
    if (patterns === undefined) return;
    for (const keyword of ['COPY', 'ADD'] as const) {
      for (const { step } of stepsWith(analysis, keyword)) {
        const { expanded: instruction } = step;
        if (instruction.keyword === 'COPY' && instruction.from !== undefined) continue;
        const verb = keyword === 'ADD' ? 'Add' : 'Copy';
        for (const { text, range } of instruction.sources) {
          if (/^[a-z+]+:\/\/|^git@/.test(text)) continue;
          const path = clean(text);
          // The root is no path that could be left out, unless everything in it is.
          const ignored =
            path === '.'
              ? patterns.all
              : patterns.list.matches(path).matched || parentMatches(patterns.list, path);
          if (!ignored) continue;
          report({
            range,
            message: `Attempting to ${verb} file ${quote(path)} that is excluded by .dockerignore`,
            lines: [instruction.lines],
          });
        }
      }
    }
  },
});

interface Patterns {
  readonly list: PatternList;
  /** Whether one of them leaves out everything. */
  readonly all: boolean;
}

/** Undefined where there is nothing to say: no patterns, unreadable ones, or some that take files back. */
function readPatterns(text: string | undefined): Patterns | undefined {
  if (text === undefined) return undefined;
  const lines = ignoreLines(text);
  if (lines.length === 0 || lines.some((line) => line.startsWith('!'))) return undefined;
  try {
    return { list: new PatternList(lines), all: lines.some((line) => /^(?:\*|\*\*|\*\*\/\*)$/.test(line)) };
  } catch {
    // What is wrong with .dockerignore is said where the build reads it.
    return undefined;
  }
}

function parentMatches(list: PatternList, path: string): boolean {
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    if (list.matches(path.slice(0, slash)).matched) return true;
  }
  return false;
}

/** The path as it stands in the context: no `./`, no slash at either end; `.` for the root. */
function clean(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length === 0 ? '.' : parts.join('/');
}
