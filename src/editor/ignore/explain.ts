/** What a line of a `.dockerignore` does to this context, and what is wrong with it, in words. */
import type { Diagnostic } from '../../dockerfile/diagnostic.ts';
import type { Range } from '../../dockerfile/source.ts';
import { filesNamed, type IgnoreLine, type IgnoreReading, readIgnore } from './read.ts';

/** Names that people leave out before they exist: a line for one of them is right though it matches nothing yet. */
const PRECAUTION =
  /^(\*\*\/)?(\.git|\.gitignore|\.github|\.env(\..*)?|\.venv|venv|\.DS_Store|\.idea|\.vscode|node_modules|dist|build|target|bin|obj|out|tmp|coverage|vendor|__pycache__|\.pytest_cache|\.next|\*\.(log|tmp|pyc|swp|md|test|out|pem|key)|\*\*|\*|Dockerfile.*|\.dockerignore|docker-compose.*|compose.*|README.*|LICENSE.*|.*secret.*)$/i;
/** Most files that are named in a sentence. */
const NAMED = 4;

/** What the 0-based line does, in a sentence or two; undefined for a blank line. */
export function explainLine({ lines, effects }: IgnoreReading, at: number): string | undefined {
  const line = lines[at];
  if (!line || line.kind === 'blank') return undefined;
  if (line.kind === 'comment') return 'A comment: Docker skips this line.';
  if (line.error !== undefined) return `Docker refuses this file: ${line.error}.`;
  const effect = effects.get(at);
  if (!effect) return 'Docker refuses this file because of another line.';
  const { decides, matches, overruledBy } = effect;
  const verb = line.kind === 'negation' ? 'Takes back' : 'Excludes';
  if (matches === 0 && line.kind === 'pattern' && PRECAUTION.test(line.pattern)) {
    return 'Excludes no file of this context: a precaution for what may come to lie beside it.';
  }
  if (matches === 0) return `${verb} no file: nothing in this context matches.`;
  const overruled =
    overruledBy === undefined
      ? ''
      : ` Line ${overruledBy + 1} decides for ${count(matches - decides.length)}.`;
  if (decides.length === 0 && line.kind === 'negation' && overruledBy === undefined) {
    return `Matches ${count(matches)}, but nothing above excludes what it matches.`;
  }
  return `${verb} ${named(decides)}.${overruled}`;
}

/** `3 files: a, b, c`. */
function named(files: readonly string[]): string {
  if (files.length === 0) return 'no file';
  const names = files.slice(0, NAMED).join(', ');
  const more = files.length > NAMED ? ` and ${files.length - NAMED} more` : '';
  return `${count(files.length)}: ${names}${more}`;
}

function count(files: number): string {
  return files === 1 ? '1 file' : `${files} files`;
}

/** What is wrong or of no use in a `.dockerignore`, in the order of the text. Without files only what Docker refuses. */
export function ignoreProblems(text: string, files: readonly string[]): Diagnostic[] {
  const reading = readIgnore(text, files);
  return reading.lines.flatMap((line) => problemOf(line, reading, files) ?? []);
}

function problemOf(
  line: IgnoreLine,
  { effects }: IgnoreReading,
  files: readonly string[],
): Diagnostic | undefined {
  if (line.error !== undefined) {
    return {
      ...problem(line, 'error', line.error),
      why: 'Docker reads the file before anything else, and stops the build here.',
      advice:
        line.error === 'illegal exclusion pattern: "!"'
          ? 'Write what is taken back behind the `!`, on the same line.'
          : 'Close the bracket, or put a `\\` before it where it belongs to the name.',
    };
  }
  if (line.kind !== 'pattern' && line.kind !== 'negation') return undefined;
  if (/\s#/.test(line.pattern)) {
    return {
      ...problem(line, 'warning', 'The # and what follows are part of the pattern'),
      why: 'In a `.dockerignore` a comment needs a line of its own, with `#` in the first column.',
      advice: 'Move the comment to a line of its own.',
    };
  }
  const effect = effects.get(line.line);
  if (!effect || files.length === 0) return undefined;
  if (line.kind === 'negation') return negationProblem(line, effect.decides.length, effect);
  if (effect.matches > 0) return undefined;
  return nothingMatches(line, files);
}

function negationProblem(
  line: IgnoreLine,
  decides: number,
  { matches, overruledBy }: { matches: number; overruledBy?: number },
): Diagnostic | undefined {
  if (decides > 0) return undefined;
  if (matches === 0) {
    return {
      ...problem(line, 'warning', `!${line.pattern} takes nothing back: nothing in this context matches it`),
      why: 'A negation names a file or a directory that an earlier line excludes.',
      advice: 'Look at the spelling: the path counts from the top of the context.',
    };
  }
  if (overruledBy !== undefined) {
    return {
      ...problem(line, 'warning', `!${line.pattern} has no effect: line ${overruledBy + 1} decides again`),
      why: 'The last line that matches a file decides.',
      advice: `Put it below line ${overruledBy + 1}.`,
    };
  }
  return {
    ...problem(line, 'warning', `!${line.pattern} has no effect: no line above excludes what it matches`),
    why: 'The lines are read from top to bottom: a negation takes back what stands excluded at that point.',
    advice: 'Exclude something above it, or remove the line.',
  };
}

function nothingMatches(line: IgnoreLine, files: readonly string[]): Diagnostic | undefined {
  const { pattern } = line;
  if (!pattern.includes('/')) {
    const deeper = filesNamed(pattern, files);
    if (deeper > 0) {
      return {
        ...problem(line, 'warning', `${pattern} matches nothing at the top of the context`),
        why: `Unlike in a \`.gitignore\`, a name without a slash is meant at the top alone. ${deeper === 1 ? '1 file of that name stands' : `${deeper} files of that name stand`} below it.`,
        advice: `Write \`**/${pattern}\` for every depth.`,
        fix: {
          title: `Write **/${pattern}`,
          edits: [{ range: rangeOf(line), newText: `**/${pattern}` }],
        },
      };
    }
  }
  if (PRECAUTION.test(pattern)) return undefined;
  return {
    ...problem(line, 'info', `${pattern} matches nothing in this context`),
    why: 'As a precaution for files that may come it is right; a misspelt name looks just the same.',
    advice: 'Look at the spelling: the path counts from the top of the context.',
  };
}

function problem(line: IgnoreLine, severity: Diagnostic['severity'], message: string) {
  return { rule: 'Dockerignore', severity, message, range: rangeOf(line) };
}

function rangeOf({ line, start, end }: IgnoreLine): Range {
  return { start: { line, character: start }, end: { line, character: end } };
}
