/** Reads a `.dockerignore` line by line: what each line is, and what it does to the files of a context. */
import {
  ignoreLines,
  type ParentMatches,
  PatternError,
  PatternList,
} from '../../build/filesystem/patterns.ts';

/** Files and lines beyond these are not looked at: an answer is due within a keystroke. */
export const MOST_FILES = 3_000;
export const MOST_LINES = 300;

/** One line. */
export interface IgnoreLine {
  /** 0-based. */
  readonly line: number;
  readonly kind: 'blank' | 'comment' | 'pattern' | 'negation';
  /** Where the pattern stands, `!` included; UTF-16 units in the line, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  /** As Docker reads it: clean, without `!`. Empty for a comment and a blank line. */
  readonly pattern: string;
  /** Why Docker refuses the line, in its words. */
  readonly error?: string;
}

/** What one line does. */
export interface LineEffect {
  /** Files that it leaves out, or takes back: no later line says otherwise. */
  readonly decides: readonly string[];
  /** Files that it matches, itself or through a directory above them. */
  readonly matches: number;
  /** A later line that decides some of those, 0-based; absent where there is none. */
  readonly overruledBy?: number;
}

/** What a `.dockerignore` does to a context. */
export interface IgnoreReading {
  readonly lines: readonly IgnoreLine[];
  /** Files that are left out, with the 0-based line that decides. */
  readonly excluded: ReadonlyMap<string, number>;
  /** By 0-based line; patterns alone. Empty where Docker refuses the file. */
  readonly effects: ReadonlyMap<number, LineEffect>;
}

/** The lines of a text. */
export function readIgnoreLines(text: string): IgnoreLine[] {
  return text.split('\n').slice(0, MOST_LINES).map(readLine);
}

function readLine(raw: string, line: number): IgnoreLine {
  const start = raw.length - raw.trimStart().length;
  const end = Math.max(start, raw.trimEnd().length);
  const place = { line, start, end };
  if (start === end) return { ...place, kind: 'blank', pattern: '' };
  // Only the first line of a file may have a byte order mark in front.
  const [pattern] = ignoreLines(line === 0 ? raw : `\n${raw}`);
  if (pattern === undefined) return { ...place, kind: 'comment', pattern: '' };
  const negation = pattern.startsWith('!');
  const error = errorOf(pattern);
  return {
    ...place,
    kind: negation ? 'negation' : 'pattern',
    pattern: negation ? pattern.slice(1) : pattern,
    ...(error === undefined ? {} : { error }),
  };
}

function errorOf(pattern: string): string | undefined {
  try {
    new PatternList([pattern]);
    return undefined;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

/** Files that a pattern without a slash would match at any depth: those of that name, and those in a directory of it. */
export function filesNamed(pattern: string, files: readonly string[]): number {
  const match = new PatternList([pattern]).patterns[0]?.match;
  if (!match) return 0;
  const names = new Map<string, boolean>();
  const isNamed = (name: string): boolean => {
    const found = names.get(name) ?? match(name);
    names.set(name, found);
    return found;
  };
  return files.slice(0, MOST_FILES).filter((path) => path.split('/').some(isNamed)).length;
}

/** What was found for one path: `closed` where nothing below it is looked at any more. */
interface Verdict {
  readonly matched: boolean;
  readonly own: ParentMatches;
  readonly closed: boolean;
  /** For each pattern whether it matches the path or a directory above it, whatever other lines say. */
  readonly hits: readonly boolean[];
}

/** Readings that were asked for last: each move of the cursor and each suggestion asks again. */
const known = new Map<string, IgnoreReading>();
const MOST_KNOWN = 4;

/**
 * What a text does to files (relative, `/`-separated), as the build context does it: later lines win, a directory
 * that is left out takes all in it along, and a negation reaches into it only where it may.
 */
export function readIgnore(text: string, files: readonly string[]): IgnoreReading {
  const taken = files.slice(0, MOST_FILES);
  const key = `${text}\0${taken.join('\0')}`;
  const reading = known.get(key) ?? read(text, taken);
  known.delete(key);
  known.set(key, reading);
  for (const oldest of known.keys()) {
    if (known.size <= MOST_KNOWN) break;
    known.delete(oldest);
  }
  return reading;
}

function read(text: string, files: readonly string[]): IgnoreReading {
  const lines = readIgnoreLines(text);
  const patterns = lines.filter(({ pattern, kind }) => pattern !== '' || kind === 'negation');
  const excluded = new Map<string, number>();
  if (patterns.length === 0 || patterns.some(({ error }) => error !== undefined)) {
    return { lines, excluded, effects: new Map() };
  }
  const list = new PatternList(
    patterns.map(({ kind, pattern }) => (kind === 'negation' ? `!${pattern}` : pattern)),
  );
  const decide = judge(list);
  const decided = patterns.map((): string[] => []);
  const counts = patterns.map(() => 0);
  const overruled = patterns.map((): number | undefined => undefined);
  for (const path of files) {
    const { matched, own, hits } = decide(path);
    const decider = own.lastIndexOf(true);
    if (decider !== -1) decided[decider]?.push(path);
    if (matched) excluded.set(path, patterns[decider]?.line ?? 0);
    for (const [at, hit] of hits.entries()) {
      if (!hit) continue;
      counts[at] = (counts[at] ?? 0) + 1;
      if (decider > at) overruled[at] = patterns[decider]?.line;
    }
  }
  const effects = new Map<number, LineEffect>();
  for (const [at, { line }] of patterns.entries()) {
    const by = overruled[at];
    effects.set(line, {
      decides: decided[at] ?? [],
      matches: counts[at] ?? 0,
      ...(by === undefined ? {} : { overruledBy: by }),
    });
  }
  return { lines, excluded, effects };
}

/** Judges files one after the other; each directory once. */
function judge(list: PatternList): (file: string) => Verdict {
  const folders = new Map<string, Verdict>();
  const verdict = (path: string, isFolder: boolean): Verdict => {
    const parent = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    const outer = parent === '' ? undefined : folder(parent);
    const hits = list.patterns.map(({ match }, at) => outer?.hits[at] === true || match(path));
    if (outer?.closed) return { ...outer, hits };
    const { matched, own } = list.matches(path, outer?.own);
    return { matched, own, hits, closed: isFolder && matched && !list.mayTakeBackIn(path) };
  };
  const folder = (path: string): Verdict => {
    const found = folders.get(path) ?? verdict(path, true);
    folders.set(path, found);
    return found;
  };
  return (file) => verdict(file, false);
}
