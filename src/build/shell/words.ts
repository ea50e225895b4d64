/**
 * The interpreter speaks as bash; what `/bin/sh` really is differs by image, and so do its words. The words
 * were taken from dash 0.5.12 (Debian, Ubuntu), bash 5.2 and BusyBox ash as Alpine builds it.
 */

/** Which shell interprets a script. */
export type ShellKind = 'bash' | 'dash' | 'ash' | 'sh';

/** The shell behind a path, in an image of a family. */
export function shellKind(path: string, family: string | undefined): ShellKind {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === 'bash') return 'bash';
  if (name === 'dash') return 'dash';
  if (name === 'ash' || name === 'busybox') return 'ash';
  if (family === 'alpine' || family === 'busybox') return 'ash';
  if (family === 'debian' || family === 'ubuntu') return 'dash';
  return 'sh';
}

/** bash's ending, and what dash and ash make of the word before it. */
const REASONS: readonly {
  readonly bash: string;
  readonly dash: (word: string) => string;
  readonly ash: (word: string) => string;
}[] = [
  { bash: ': command not found', dash: (word) => `${word}: not found`, ash: (word) => `${word}: not found` },
  {
    bash: ': No such file or directory',
    dash: (word) => (word.startsWith('cd: ') ? `cd: can't cd to ${word.slice(4)}` : `${word}: not found`),
    ash: (word) =>
      word.startsWith('cd: ')
        ? `cd: can't cd to ${word.slice(4)}: No such file or directory`
        : `${word}: not found`,
  },
  {
    bash: ': cannot execute: required file not found',
    dash: (word) => `${word}: not found`,
    ash: (word) => `${word}: not found`,
  },
  {
    bash: ': Is a directory',
    dash: (word) => `${word}: Permission denied`,
    ash: (word) => `${word}: Permission denied`,
  },
];

/** What the interpreter says of commands that it has under Node alone; an image has them or not. */
const ELSEWHERE_ONLY = /: command not available in browser environments\..*$/;

/**
 * A line of the interpreter's own stderr in the words of the shell at hand; lines of commands stay.
 * @param line without its line end
 * @param shell its path as it was called: `/bin/sh`
 */
export function translate(line: string, kind: ShellKind, shell: string): string {
  if (!line.startsWith('bash: ')) return line;
  const words = line
    .slice('bash: '.length)
    .replace(/^line \d+: /, '')
    .replace(ELSEWHERE_ONLY, ': command not found');
  if (kind === 'bash') return `${shell}: line 1: ${words}`;
  const reason = REASONS.find((one) => words.endsWith(one.bash));
  const said = reason ? words.slice(0, -reason.bash.length) : words;
  if (kind === 'dash') return `${shell}: 1: ${reason ? reason.dash(said) : words}`;
  return `${shell}: ${reason ? reason.ash(said) : words}`;
}
