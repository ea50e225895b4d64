/** What a shell says of the command that it is to run: `sh -c SCRIPT`. */
import { shellKind } from '../shell/words.ts';
import { programVerdict, type Say } from './program.ts';
import type { Scope } from './scope.ts';
import { ended, OK, unknown, type Verdict } from './types.ts';

/** One simple command and what stands behind it. */
interface SimpleCommand {
  readonly words: readonly string[];
  readonly operator: '' | '&&' | '||' | ';' | '|' | '&';
}

const BUILTINS: ReadonlySet<string> = new Set(
  'exec true false echo printf cd exit set export unset test [ : . source umask trap wait read eval ulimit pwd type command shift return local readonly times alias jobs'.split(
    ' ',
  ),
);
const RESERVED: ReadonlySet<string> = new Set(
  'if then else elif fi for while until do done case esac { } ! function'.split(' '),
);

/** Cuts a script into its simple commands; undefined where it is more than a list of them. */
function simpleCommands(script: string): SimpleCommand[] | undefined {
  const commands: SimpleCommand[] = [];
  let words: string[] = [];
  let word: string | undefined;
  let redirects = false;
  const endWord = () => {
    if (word === undefined) return;
    // The file of a redirection is no argument.
    if (!redirects) words.push(word);
    redirects = false;
    word = undefined;
  };
  for (let at = 0; at < script.length; at += 1) {
    const char = script[at] as string;
    if (char === "'" || char === '"') {
      const end = script.indexOf(char, at + 1);
      if (end < 0) return undefined;
      word = (word ?? '') + script.slice(at + 1, end);
      at = end;
    } else if (char === '\\') {
      at += 1;
      if (script[at] !== '\n') word = (word ?? '') + (script[at] ?? '');
    } else if (char === ' ' || char === '\t') endWord();
    else if (char === '&' || char === '|' || char === ';' || char === '\n') {
      endWord();
      const double = (char === '&' || char === '|') && script[at + 1] === char;
      if (double) at += 1;
      const operator = char === '\n' ? ';' : ((double ? char + char : char) as SimpleCommand['operator']);
      if (words.length > 0) commands.push({ words, operator });
      words = [];
    } else if (char === '<' || char === '>') {
      if (/^\d+$/.test(word ?? '')) word = undefined;
      endWord();
      if (char === '>' && script[at + 1] === '>') at += 1;
      if (script[at + 1] === '&') at += 1;
      if (redirects || /[<(]/.test(script[at + 1] ?? '')) return undefined;
      redirects = true;
    } else if (char === '(' || char === ')' || char === '`') return undefined;
    else if (char === '#' && word === undefined) {
      while (at + 1 < script.length && script[at + 1] !== '\n') at += 1;
    } else word = (word ?? '') + char;
  }
  endWord();
  if (words.length > 0) commands.push({ words, operator: '' });
  return commands;
}

/** Replaces `$NAME` and `${NAME}` from the image's environment; undefined where a value is not known there. */
function expand(word: string, env: ReadonlyMap<string, string>): string | undefined {
  if (!word.includes('$')) return word;
  let known = true;
  const text = word.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, plain?: string) => {
    const value = env.get(braced ?? plain ?? '');
    if (value === undefined) known = false;
    return value ?? '';
  });
  return known && !text.includes('$') ? text : undefined;
}

/** Whether a program is a shell: by the name that it is called by, or by its own where that is the same. */
export function isShell(asked: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const called = asked.slice(asked.lastIndexOf('/') + 1);
  return SHELL.test(called) || (SHELL.test(name) && name === called);
}

const SHELL = /^(sh|bash|ash|dash)$/;

/** The verdict on a shell with these arguments; undefined where none of them is a script behind -c. */
export function shellVerdictOf(scope: Scope, shell: string, args: readonly string[]): Verdict | undefined {
  const at = args.findIndex((arg) => /^-[a-z]*c$/.test(arg));
  const script = args[at + 1];
  return at >= 0 && script !== undefined ? shellVerdict(scope, shell, script) : undefined;
}

/**
 * The verdict on `SHELL -c SCRIPT`: whether what it calls is there. A script that is more than a list of
 * commands cannot be told.
 */
function shellVerdict(scope: Scope, shell: string, script: string): Verdict {
  const commands = simpleCommands(script);
  if (!commands)
    return unknown('what this command line does is more than can be followed without running it');
  let certain = true;
  for (const [at, { words, operator }] of commands.entries()) {
    const verdict = commandVerdict(scope, shell, words);
    if (verdict.status !== 'ok') {
      const exit = operator === '||' && certain ? failing(commands[at + 1]?.words ?? []) : undefined;
      // `program || exit 1`: both ends are known.
      if (verdict.status === 'fails' && exit !== undefined) return { ...verdict, exitCode: exit };
      const decides = certain && (operator === '' || operator === '&&');
      return decides || verdict.status === 'unknown'
        ? verdict
        : unknown('a part of the command line fails; whether the container ends there cannot be told');
    }
    if (operator === '||' || operator === '|' || operator === '&') certain = false;
    if (words[0] === 'exec' || words[0] === 'exit') break;
  }
  return OK;
}

/** The exit code of a command that does nothing but fail: `exit 1`, `false`; undefined for any other. */
function failing([first, argument = '', ...more]: readonly string[]): number | undefined {
  if (more.length > 0) return undefined;
  if (first === 'false') return 1;
  return first === 'exit' && /^[1-9]\d*$/.test(argument) ? Number(argument) : undefined;
}

function commandVerdict(scope: Scope, shell: string, words: readonly string[]): Verdict {
  const rest = words.filter(
    (word, at) => !(/^\w+=/.test(word) && words.slice(0, at).every((one) => /^\w+=/.test(one))),
  );
  const [first, ...args] = rest[0] === 'exec' ? rest.slice(1) : rest;
  if (first === undefined) return OK;
  if (RESERVED.has(first)) return unknown('the command line holds more than simple commands');
  if (first === 'exit' && /^[1-9]\d*$/.test(args[0] ?? '')) {
    return ended(
      '',
      Number(args[0]),
      'The command line ends with an exit code that means failure.',
      'Start the program itself.',
    );
  }
  if (first === 'false')
    return ended('', 1, 'The command does nothing but fail.', 'Start the program itself.');
  if (BUILTINS.has(first)) return OK;
  const name = expand(first, scope.config.env);
  if (name === undefined) return unknown(`what ${first} stands for cannot be told`);
  const say = shellSay(scope, shell);
  if (name.includes('/')) {
    const found = scope.stat(name);
    if (found.kind === 'unknown') return unknown(`whether ${name} is there: ${found.why}`);
    if (found.kind === 'absent') return notFound(say, name);
    if (
      found.entry.type === 'directory' ||
      !scope.mayReach(found.path, 1) ||
      (found.entry.mode & 0o111) === 0
    )
      return denied(scope, shell, name);
    return start(scope, name, found.path, args, say);
  }
  const found = scope.which(name);
  if (found.kind === 'unknown') {
    if (!scope.isPresent(name)) return unknown(`whether ${name} is in the image: ${found.why}`);
    scope.programs.push(name);
    return OK;
  }
  if (found.kind === 'absent') return notFound(say, name);
  return start(scope, name, found.path, args, say);
}

/** A shell runs a file without #! as a script of its own. */
function start(scope: Scope, name: string, path: string, args: readonly string[], say: Say): Verdict {
  const verdict = programVerdict(scope, name, path, args, say);
  return verdict.stderr === 'format\n' ? OK : verdict;
}

function notFound(say: Say, name: string): Verdict {
  const { stderr, exitCode } = say(name, 'missing');
  return ended(
    stderr,
    exitCode,
    name.includes('/')
      ? `The shell starts, and finds nothing at ${name}.`
      : `The shell starts, and no folder of PATH has a program called ${name}.`,
    'Compare the path with that of the COPY that brings the program into the final stage.',
  );
}

function denied(scope: Scope, shell: string, name: string): Verdict {
  const stderr = said(scope, shell, `${name}: Permission denied`);
  return ended(
    stderr,
    126,
    `${name} is there, and ${scope.user.name || `user ${scope.user.uid}`} may not execute it.`,
    'Let everybody read and execute it: COPY --chmod=755, or chmod in the stage that makes it.',
  );
}

function shellSay(scope: Scope, shell: string): Say {
  return (path, reason) =>
    reason === 'format'
      ? { stderr: 'format', exitCode: 0 }
      : { stderr: said(scope, shell, `${path}: not found`), exitCode: 127 };
}

/** A line as the shell at hand begins it. */
function said(scope: Scope, shell: string, text: string): string {
  const real = scope.stat(shell);
  const kind = shellKind(real.kind === 'found' ? real.path : shell, scope.family);
  if (kind === 'dash') return `${shell}: 1: ${text}`;
  if (kind === 'bash') return `${shell}: line 1: ${text.replace(/: not found$/, ': command not found')}`;
  return `${shell}: ${text}`;
}
