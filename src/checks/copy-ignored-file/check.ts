import { compilePattern } from '../../build/filesystem/pattern-matcher.ts';
import { ignoreLines } from '../../build/filesystem/patterns.ts';
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
          if (!patterns.some((matches) => upTo(path).some(matches))) continue;
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

/** Classes that are certainly well formed, and no escapes: what else Docker makes of a pattern is not looked into here. */
const PLAIN = /^[^[\]\\]*(?:\[\^?(?:\w(?:-\w)?)+\][^[\]\\]*)*$/;

/** A matcher a line. Undefined where there is nothing to say: no patterns, unusual ones, or some that take files back. */
function readPatterns(text: string | undefined): readonly ((path: string) => boolean)[] | undefined {
  if (text === undefined) return undefined;
  const lines = ignoreLines(text);
  if (lines.length === 0 || !lines.every((line) => !line.startsWith('!') && PLAIN.test(line)))
    return undefined;
  return lines.map((line) => {
    const matches = compilePattern(line);
    // The root is no path that could be left out, unless everything in it is.
    const all = /^(?:\*|\*\*|\*\*\/\*)$/.test(line);
    return (path) => (path === '.' ? all : matches(path));
  });
}

/** The path and the directories that it lies in. */
function upTo(path: string): string[] {
  const paths = [path];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    paths.push(path.slice(0, slash));
  }
  return paths;
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
