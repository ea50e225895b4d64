/**
 * Lists of patterns as `.dockerignore` and `COPY --exclude` use them: order counts, `!` takes back, `**`
 * crosses directories, and a pattern that matches a directory matches all in it.
 */
import { matcher } from './match.ts';
import { clean } from './path.ts';
import { compilePattern, PatternError } from './pattern-matcher.ts';

export { PatternError } from './pattern-matcher.ts';

/** One line of the list. */
export interface Pattern {
  /** Clean, without `!`. */
  readonly text: string;
  /** Whether it takes back what earlier lines matched. */
  readonly exclusion: boolean;
  readonly match: (path: string) => boolean;
}

/** What earlier levels of a walk found: for each pattern whether it matched a directory above. */
export type ParentMatches = readonly boolean[];

/** An ordered list of patterns. */
export class PatternList {
  readonly patterns: readonly Pattern[];
  /** Whether any line takes back. */
  readonly hasExclusions: boolean;

  /** Throws `PatternError` for a broken pattern. */
  constructor(lines: readonly string[]) {
    const patterns: Pattern[] = [];
    for (const line of lines) {
      const trimmed = line.trim();
      if (trimmed === '') continue;
      let text = clean(trimmed);
      const exclusion = text.startsWith('!');
      if (exclusion) {
        if (text.length === 1) throw new PatternError('illegal exclusion pattern: "!"');
        text = text.slice(1);
      }
      if (!matcher(text)) throw new PatternError('syntax error in pattern');
      patterns.push({ text, exclusion, match: compilePattern(text) });
    }
    this.patterns = patterns;
    this.hasExclusions = patterns.some((pattern) => pattern.exclusion);
  }

  /** Whether a path matches, given what matched its directory (nothing for the top). */
  matches(path: string, parent?: ParentMatches): { readonly matched: boolean; readonly own: ParentMatches } {
    let matched = false;
    const own: boolean[] = [];
    for (const [index, pattern] of this.patterns.entries()) {
      let match = parent?.[index] ?? false;
      if (!match && pattern.exclusion === matched) match = pattern.match(path);
      own.push(match);
      if (match) matched = !pattern.exclusion;
    }
    return { matched, own };
  }

  /** Whether something inside a matched directory may be taken back. */
  mayTakeBackIn(directory: string): boolean {
    if (!this.hasExclusions) return false;
    const bare = (text: string) => text.replace(/\/\*\*$/, '').replace(/\/\*$/, '');
    const back = this.patterns.filter((pattern) => pattern.exclusion).map((pattern) => bare(pattern.text));
    if (back.some((text) => /[*[\]?^\\]/.test(text))) return true;
    return back.some((text) => `${text}/`.startsWith(`${directory}/`));
  }
}

/** The lines of a `.dockerignore`: comments and blank lines gone, paths clean, a leading `/` dropped. */
export function ignoreLines(text: string): string[] {
  const lines: string[] = [];
  for (const [index, raw] of text.split('\n').entries()) {
    const line = index === 0 && raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
    if (line.startsWith('#')) continue;
    let pattern = line.trim();
    if (pattern === '') continue;
    const exclusion = pattern.startsWith('!');
    if (exclusion) pattern = pattern.slice(1).trim();
    if (pattern !== '') {
      pattern = clean(pattern);
      if (pattern.length > 1 && pattern.startsWith('/')) pattern = pattern.slice(1);
    }
    lines.push(exclusion ? `!${pattern}` : pattern);
  }
  return lines;
}
