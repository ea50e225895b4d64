/** Calls of the interpreter's own commands, put so that it does what the real ones do; else it is said that it cannot. */
import type { ResolvedCommandContext } from 'just-bash/browser';
import { runBundled } from './run-bundled.ts';
import type { Session } from './session.ts';
import type { Complete } from './types.ts';

/** Runs a command of the interpreter's own. */
export async function callBundled(
  session: Session,
  name: string,
  args: readonly string[],
  context: ResolvedCommandContext,
): Promise<Complete> {
  if (name === 'tr') return runBundled(session, name, args.map(octal), context);
  if (name === 'awk') return runBundled(session, name, awkArguments(session, args), context);
  if (name === 'sort' && args.some((word) => /^-[a-z]*z|^--zero-terminated$/.test(word))) {
    const sorted = sortedByZero(args, String(context.stdin));
    if (sorted !== undefined) return { stdout: sorted, stderr: '', exitCode: 0 };
    session.unknown(`sort ${args.join(' ')} is not followed`);
    return { stdout: '', stderr: '', exitCode: 0 };
  }
  if (/^[ef]?grep$/.test(name)) {
    const beyond = args.find((word) => /^--(include|exclude|exclude-dir)\b/.test(word));
    const { family } = session.world.image;
    // BusyBox has no such options: whoever writes them for Debian finds out on Alpine.
    if (beyond !== undefined && (family === 'alpine' || family === 'busybox'))
      return { stdout: '', stderr: `${name}: unrecognized option: ${beyond.slice(2)}\n`, exitCode: 2 };
    return runBundled(session, name, onePattern(name, args), context);
  }
  if (name === 'sed') await checkRanges(session, args, context);
  return runBundled(session, name, args, context);
}

/** `\0` and `\012` are characters to tr. */
function octal(word: string): string {
  return word.replace(/\\(\\|[0-7]{1,3})/g, (all, digits: string) =>
    digits === '\\' ? all : String.fromCharCode(Number.parseInt(digits, 8) & 0xff),
  );
}

/** Variables of awk's own, which the interpreter's sets anew when the program begins. */
const AWK_OWN = /^(OFS|ORS|FS|SUBSEP)=([\s\S]*)$/;

/** `-v OFS=,` as a BEGIN of the program. */
function awkArguments(session: Session, args: readonly string[]): string[] {
  const out: string[] = [];
  const begin: string[] = [];
  let hasProgram = false;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] as string;
    if (hasProgram || !word.startsWith('-') || word === '-') {
      if (hasProgram) out.push(word);
      else if (begin.length === 0) out.push(literalSeparators(word));
      else out.push(`BEGIN { ${begin.join('; ')} } ${literalSeparators(word)}`);
      hasProgram = true;
      continue;
    }
    const value = word === '-v' ? (args[++at] ?? '') : word.startsWith('-v') ? word.slice(2) : undefined;
    const own = value === undefined ? null : AWK_OWN.exec(value);
    if (own) {
      const text = own[1] === 'FS' ? separator(own[2] ?? '') : (own[2] ?? '');
      begin.push(`${own[1]} = "${text.replaceAll('"', '\\"')}"`);
    } else if (/^-F./.test(word)) out.push(`-F${separator(word.slice(2))}`);
    else if (value !== undefined) out.push('-v', value);
    else {
      if (/^-f/.test(word) && begin.length > 0)
        session.unknown('awk -f with these variables is not followed');
      out.push(word);
      if (/^-[Ff]$/.test(word) && at + 1 < args.length) {
        hasProgram ||= word === '-f';
        at += 1;
        out.push(word === '-F' ? separator(args[at] as string) : (args[at] as string));
      }
    }
  }
  return out;
}

/** A separator of one character stands for itself in every awk but the interpreter's, which takes it for a pattern. */
function separator(text: string): string {
  return /^[.|+*?$()[\]{}]$/.test(text) ? `[${text}]` : text;
}

/** The same within a program: `FS = "."` and `split(s, parts, ".")`. */
function literalSeparators(program: string): string {
  return program
    .replace(/\bFS[ \t]*=[ \t]*"([.|+*?$(){])"/g, 'FS = "[$1]"')
    .replace(/(\bsplit\([^()"]*,[ \t]*)"([.|+*?$(){])"\)/g, '$1"[$2]")');
}

/** Several patterns of -e as one: the interpreter's grep takes the last alone. */
function onePattern(name: string, args: readonly string[]): readonly string[] {
  const patterns: string[] = [];
  const rest: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] as string;
    if (word === '--') {
      rest.push(...args.slice(at));
      break;
    }
    const cluster = /^-([a-zA-Z]*)e([\s\S]*)$/.exec(word);
    if (word.startsWith('--regexp=')) patterns.push(word.slice('--regexp='.length));
    else if (cluster && !word.startsWith('--') && !/[ABCmf]/.test(cluster[1] ?? '')) {
      if (cluster[1]) rest.push(`-${cluster[1]}`);
      patterns.push(cluster[2] || (args[++at] ?? ''));
    } else rest.push(word);
  }
  if (patterns.length < 2) return args;
  const has = (letter: string) => rest.some((word) => new RegExp(`^-[a-zA-Z]*${letter}`).test(word));
  if (name === 'fgrep' || has('F')) {
    const literal = patterns.map((one) => one.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')).join('|');
    return ['-E', '-e', literal, ...rest.flatMap((word) => withoutLetter(word, 'F'))];
  }
  const extended = name === 'egrep' || has('E');
  return ['-e', patterns.join(extended ? '|' : '\\|'), ...rest];
}

/** An argument without one of its letters. */
function withoutLetter(word: string, letter: string): string[] {
  if (!/^-[a-zA-Z]+$/.test(word)) return [word];
  const left = word.replaceAll(letter, '');
  return left === '-' ? [] : [left];
}

/** `sort -z` of the input, perhaps with -r and -u; undefined where more is asked. */
function sortedByZero(args: readonly string[], stdin: string): string | undefined {
  const letters = args.map((word) => (word === '--zero-terminated' ? '-z' : word)).join('');
  if (!/^(-[zru]+)+$/.test(letters)) return undefined;
  const parts = stdin.split('\0');
  if (parts.at(-1) === '') parts.pop();
  const list = letters.includes('u') ? [...new Set(parts)] : parts;
  list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (letters.includes('r')) list.reverse();
  return list.map((part) => `${part}\0`).join('');
}

const RANGE = /\/((?:[^/\\\n]|\\.){1,200})\/[ \t]*,[ \t]*\/((?:[^/\\\n]|\\.){1,200})\//g;

/**
 * A range ends on a line behind the one on which it begins; the interpreter's sed ends it on the same. Where a line
 * matches both patterns it cannot be followed.
 */
async function checkRanges(
  session: Session,
  args: readonly string[],
  context: ResolvedCommandContext,
): Promise<void> {
  const at = args.findIndex((word) => RANGE.test(word));
  RANGE.lastIndex = 0;
  if (at < 0) return;
  const extended = args.some((word) => /^-[a-zA-Z]*[Er]|^--regexp-extended$/.test(word));
  const hasOption = args.some((word) => /^-[a-zA-Z]*e$|^--expression/.test(word));
  const files = args.filter((word, one) => !word.startsWith('-') && (hasOption ? one > at : one !== at));
  for (const [, from, to] of (args[at] as string).matchAll(RANGE)) {
    const words = ['-n', ...(extended ? ['-E'] : []), `/${from}/{/${to}/p;}`, ...files];
    const probe = await runBundled(session, 'sed', words, context);
    if (probe.stdout !== '')
      session.unknown(`a range of sed that may end where it begins (/${from}/,/${to}/) is not followed`);
  }
}
