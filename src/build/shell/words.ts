/**
 * The interpreter speaks as bash; what `/bin/sh` really is differs by image, and so do its words. The words are
 * those of dash 0.5.12 (Debian, Ubuntu), bash 5.2 and BusyBox ash as Alpine builds it (tests/engine/scripts).
 */

import { FATAL, UNSET } from './dialect/own.ts';
import { syntaxError } from './syntax-errors.ts';
import { tracedLines } from './trace.ts';

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

/** Whose words they are, and where its commands stand. */
export interface Speaker {
  readonly kind: ShellKind;
  /** `$0`: `/bin/sh`. */
  readonly name: string;
  /** Whether the script came by `-c`. */
  readonly isCommand: boolean;
  /** Lines on which a command of a name stands, in order. */
  readonly lines: ReadonlyMap<string, readonly number[]>;
  /** The script. */
  readonly text: string;
  /** Whether it says `set -e`. */
  readonly errexit?: boolean;
}

/** bash's ending, and what dash and ash make of the word before it. */
const REASONS: readonly {
  readonly bash: string;
  readonly dash: (word: string) => string;
  readonly ash?: (word: string) => string;
}[] = [
  {
    bash: ': command not found',
    dash: (word) => (word === '' ? ': Permission denied' : `${word}: not found`),
  },
  {
    bash: ': No such file or directory',
    dash: (word) => (word.startsWith('cd: ') ? `cd: can't cd to ${word.slice(4)}` : `${word}: not found`),
    ash: (word) =>
      word.startsWith('cd: ')
        ? `cd: can't cd to ${word.slice(4)}: No such file or directory`
        : `${word}: not found`,
  },
  {
    bash: ': Not a directory',
    dash: (word) => (word.startsWith('cd: ') ? `cd: can't cd to ${word.slice(4)}` : `${word}: not found`),
    ash: (word) =>
      word.startsWith('cd: ') ? `cd: can't cd to ${word.slice(4)}: Not a directory` : `${word}: not found`,
  },
  { bash: ': cannot execute: required file not found', dash: (word) => `${word}: not found` },
  { bash: ': Is a directory', dash: (word) => `${word}: Permission denied` },
  { bash: ': unbound variable', dash: (word) => `${word}: parameter not set` },
  { bash: ': cannot unset: readonly variable', dash: (word) => `${word}: is read only` },
  { bash: ': readonly variable', dash: (word) => `${word}: is read only` },
];

/** What the interpreter says of commands that it has under Node alone; an image has them or not. */
const ELSEWHERE_ONLY = /: command not available in browser environments\..*$/;

/** In front of words that stand alone, without the name of the shell. */
export const BARE = '\u000e';

/** In front of a line that a shell within has finished already. */
const FINISHED = '\u0003';

/** Builtins that BusyBox's shell names in front of the line. */
const SPEAKS_FIRST =
  /^(exec|cd|\.|set|shift|export|readonly|local|unset|getopts|umask|ulimit|trap|wait|read|alias|type|return|exit): /;

/** The first line on which a variable is asked for; 1 where none is. */
function lineWith(text: string, name: string, isUnset = false): number {
  if (!/^\w+$/.test(name)) return 1;
  // A word for the case that it is missing keeps `set -u` quiet.
  const asks = new RegExp(`\\$(?:\\{[#!]?)?${name}(?!\\w${isUnset ? '|:?[-=+?]' : ''})`);
  return Math.max(1, text.split('\n').findIndex((line) => asks.test(line)) + 1);
}

/**
 * What a shell puts in front of what it says. That of BusyBox counts lines in a file, and not under -c (1.36 as Alpine
 * and OpenWrt have it, in public reports; 1.38 in the goldens of tests/engine/running).
 */
function inWords({ kind, name, isCommand }: Speaker, line: number, text: string): string {
  if (kind === 'bash' || kind === 'sh') return `${name}: line ${line}: ${text}`;
  if (kind === 'dash') return `${name}: ${line}: ${text}`;
  if (isCommand) return `${name}: ${text}`;
  const [first = ''] = SPEAKS_FIRST.exec(text) ?? [];
  return `${name}: ${first}line ${line}: ${text.slice(first.length)}`;
}

/**
 * What a shell that ran a script says: the interpreter's own lines in the words of the shell at hand, and the exit
 * code that goes with them. Lines of commands stay.
 * @param within whether the shell was itself called by a script, whose own words these must not become
 */
export function finish(
  said: { readonly stderr: string; readonly exitCode: number },
  speaker: Speaker,
  within: boolean,
  isDirectory: (path: string) => boolean = () => false,
): { readonly stderr: string; readonly exitCode: number } {
  let { exitCode } = said;
  const seen = new Map<string, number>();
  const lines = tracedLines(said.stderr.split('\n'), speaker.kind);
  const out = lines.map((line, at) => {
    if (line.startsWith(FINISHED)) return within ? line : line.slice(1);
    // In a subshell the interpreter leaves its own name out.
    const bare = /^[\w@*#?$!-]+: unbound variable$/.test(line);
    if (!bare && !line.startsWith('bash: ')) return line;
    const isLast = lines.slice(at + 1).every((rest) => rest === '');
    const { text, code } = translate(bare ? line : line.slice('bash: '.length), speaker, seen, isDirectory);
    if (isLast && exitCode !== 0 && code !== undefined) exitCode = code;
    return text
      .split('\n')
      .map((one) => (within ? FINISHED + one : one))
      .join('\n');
  });
  return { stderr: out.join('\n'), exitCode };
}

/** Takes out what keeps the words of nested shells apart. */
export function withoutMarks(text: string): string {
  return text.includes(FINISHED) ? text.replaceAll(FINISHED, '') : text;
}

function translate(
  said: string,
  speaker: Speaker,
  seen: Map<string, number>,
  isDirectory: (path: string) => boolean,
): { readonly text: string; readonly code?: number } {
  const { kind } = speaker;
  const bash = kind === 'bash' || kind === 'sh';
  // bash ends with 127 where a variable is missing under -c, unless it has -e.
  const missing = !bash ? 2 : speaker.isCommand && !speaker.errexit ? 127 : 1;
  if (said.startsWith('\u0004')) {
    const [, line = '1', message = ''] = said.split('\u0004');
    if (message.startsWith(BARE)) return { text: message.slice(BARE.length) };
    return { text: inWords(speaker, Number(line), message) };
  }
  const words = said.replace(/^line \d+: /, '').replace(ELSEWHERE_ONLY, ': command not found');
  if (words.startsWith(UNSET))
    return {
      text: inWords(speaker, lineWith(speaker.text, words.slice(1).split(':', 1)[0] ?? ''), words.slice(1)),
      code: missing,
    };
  if (words.startsWith(FATAL)) {
    const [, code = '1', message = ''] = words.split(FATAL);
    return { text: inWords(speaker, 1, message), code: Number(code) };
  }
  const option = /^(?:line \d+: )?(illegal option|option requires an argument) -- (.)$/.exec(words);
  if (option) {
    const [, what, letter] = option;
    if (bash) return { text: `${speaker.name}: ${what} -- ${letter}` };
    return { text: what === 'illegal option' ? `Illegal option -${letter}` : `No arg for -${letter} option` };
  }
  if (!bash && words.endsWith(': cannot overwrite existing file')) {
    const path = words.slice(0, -': cannot overwrite existing file'.length);
    const verb = kind === 'dash' ? 'cannot create' : "can't create";
    return { text: inWords(speaker, 1, `${verb} ${path}: File exists`) };
  }
  const bad = /^(\d+): Bad file descriptor$/.exec(words);
  if (bad && kind === 'ash') return { text: inWords(speaker, 1, `dup2(${bad[1]},1): Bad file descriptor`) };
  const wrong = syntaxError(words, speaker);
  if (wrong !== undefined) return { text: wrong, code: 2 };
  const reason = REASONS.find((one) => words.endsWith(one.bash));
  const word = reason ? words.slice(0, -reason.bash.length) : words;
  const turn = seen.get(word) ?? 0;
  seen.set(word, turn + 1);
  const named = word.startsWith('cd: ') ? 'cd' : word.replace(/: Permission denied$/, '');
  const places = speaker.lines.get(named);
  const isUnset = words.endsWith(': unbound variable');
  const line = places?.[turn % places.length] ?? lineWith(speaker.text, word, isUnset);
  const fatal = words.endsWith(': unbound variable')
    ? missing
    : words.endsWith(': readonly variable') && !bash
      ? 2
      : undefined;
  if (bash && words.endsWith(': Permission denied') && isDirectory(words.slice(0, -19)))
    return { text: inWords(speaker, line, `${words.slice(0, -19)}: Is a directory`) };
  if (bash && /^\d+: unbound variable$/.test(words))
    return { text: inWords(speaker, line, `$${words}`), code: missing };
  const text = bash || !reason ? words : (kind === 'ash' && reason.ash ? reason.ash : reason.dash)(word);
  return { text: inWords(speaker, line, text), ...(fatal === undefined ? {} : { code: fatal }) };
}
