import type { AnalyzeOptions } from '../dockerfile/index.ts';
import { compilePattern } from './filesystem/pattern-matcher.ts';
import { ignoreLines } from './filesystem/patterns.ts';

/** What `analyze` is told of a build context. */
type KnownContext = NonNullable<AnalyzeOptions['context']>;

/**
 * What `analyze` is told of a build context, from its paths and the text of its `.dockerignore`. The front
 * end and the checks have no matcher of their own, so that a page can load this one after them.
 */
export function knownContext(files: readonly string[], dockerignore?: string): KnownContext {
  const excludes = dockerignore === undefined ? undefined : excludedBy(dockerignore);
  return excludes === undefined ? { files } : { files, excludes };
}

/** Classes that are certainly well formed, and no escapes: what else Docker makes of a pattern is not looked into here. */
const PLAIN = /^[^[\]\\]*(?:\[\^?(?:\w(?:-\w)?)+\][^[\]\\]*)*$/;

/**
 * Undefined where there is nothing to say for certain: no patterns, unusual ones, or some that take files
 * back. The build itself reads the file in full (context.ts).
 */
function excludedBy(dockerignore: string): KnownContext['excludes'] {
  const lines = ignoreLines(dockerignore);
  if (lines.length === 0 || !lines.every((line) => !line.startsWith('!') && PLAIN.test(line)))
    return undefined;
  const patterns = lines.map((line) => {
    const matches = compilePattern(line);
    // The root is no path that could be left out, unless everything in it is.
    const all = /^(?:\*|\*\*|\*\*\/\*)$/.test(line);
    return (path: string) => (path === '.' ? all : matches(path));
  });
  return (path) => {
    const paths = upTo(path);
    return patterns.some((matches) => paths.some(matches));
  };
}

/** The path and the directories that it lies in. */
function upTo(path: string): string[] {
  const paths = [path];
  for (let slash = path.indexOf('/'); slash !== -1; slash = path.indexOf('/', slash + 1)) {
    paths.push(path.slice(0, slash));
  }
  return paths;
}
