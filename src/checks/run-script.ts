import type { Analysis, CommandLine, Range, Stage } from '../dockerfile/index.ts';
import { baseName } from './paths.ts';
import { type Command, parseScript, type Script, type ScriptWord } from './script.ts';

/** The script of a RUN, with a way from its offsets back to the text. */
export interface RunScript extends Script {
  /** The range of the text that a stretch of the script was written in. */
  readonly rangeOf: (part: { readonly start: number; readonly end: number }) => Range;
}

const cache = new WeakMap<CommandLine, RunScript | null>();
const POSIX_SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox']);
const WRAPPERS = new Set(['sudo', 'exec', 'command', 'nice', 'nohup', 'time', 'env', 'eatmydata']);

/**
 * The script that a RUN (or CMD, ENTRYPOINT, HEALTHCHECK CMD) hands to a POSIX shell: its shell form,
 * its here-document, or its exec form as one command. Undefined where another shell or interpreter
 * reads it.
 */
export function scriptOf(analysis: Analysis, stage: Stage, command: CommandLine): RunScript | undefined {
  let script = cache.get(command);
  if (script === undefined) {
    script = readScript(analysis, stage, command) ?? null;
    cache.set(command, script);
  }
  return script ?? undefined;
}

function readScript(analysis: Analysis, stage: Stage, command: CommandLine): RunScript | undefined {
  if (command.form === 'exec') return execScript(command);
  const shell = stage.config.shell?.[0];
  if (shell !== undefined && !POSIX_SHELLS.has(baseName(shell))) return undefined;
  const word = command.args[0];
  const [heredoc] = command.heredocs;
  if (heredoc !== undefined) {
    const bare = /^\d*<<-?["']?[^\s"']+["']?$/.test(word?.text.trim() ?? '');
    // `RUN python3 <<EOF`: the body is no shell script; what stands before it is one short command.
    if (!bare || command.heredocs.length > 1) return undefined;
    const interpreter = /^\s*#!\s*(\S+)(?:[ \t]+(\S+))?/.exec(heredoc.content);
    if (interpreter) {
      const named = baseName(interpreter[1] as string) === 'env' ? interpreter[2] : interpreter[1];
      if (!POSIX_SHELLS.has(baseName(named ?? ''))) return undefined;
    }
    const start = analysis.source.offsetAt(heredoc.range.start);
    return placed(analysis, parseScript(heredoc.content), (at) => start + at, heredoc.range);
  }
  if (word === undefined) return undefined;
  return shellScript(analysis, word.text, word.range);
}

/** Joins the lines as the parser did, and remembers where each piece came from. */
function shellScript(analysis: Analysis, text: string, range: Range): RunScript {
  const { escapeToken } = analysis.parsed;
  const starts: { at: number; source: number }[] = [];
  let joined = '';
  for (let line = range.start.line; line <= range.end.line; line++) {
    const from = line === range.start.line ? range.start.character : 0;
    const whole = analysis.source.line(line);
    let content = whole.slice(from, line === range.end.line ? range.end.character : undefined);
    const trimmed = content.trimEnd();
    if (line > range.start.line && (trimmed === '' || content.trimStart().startsWith('#'))) continue;
    if (trimmed.endsWith(escapeToken)) content = trimmed.slice(0, -1);
    starts.push({ at: joined.length, source: analysis.source.lineStart(line) + from });
    joined += content;
  }
  const offset = (at: number) => {
    const piece = starts.findLast((start) => start.at <= at);
    return piece === undefined ? 0 : piece.source + at - piece.at;
  };
  const exact = joined.trimEnd() === text.trimEnd();
  return placed(analysis, parseScript(text), exact ? offset : undefined, range);
}

function placed(
  analysis: Analysis,
  script: Script,
  offset: ((at: number) => number) | undefined,
  whole: Range,
): RunScript {
  const { source } = analysis;
  const rangeOf: RunScript['rangeOf'] = ({ start, end }) => {
    if (offset === undefined || end <= start) return whole;
    return { start: source.positionAt(offset(start)), end: source.positionAt(offset(end - 1) + 1) };
  };
  return { ...script, rangeOf };
}

/** Exec form: one command; `["sh", "-c", "…"]` is the script in its third word. */
function execScript(command: CommandLine): RunScript | undefined {
  const { args } = command;
  const whole = args[0]?.range;
  if (whole === undefined) return undefined;
  if (POSIX_SHELLS.has(baseName(args[0]?.text ?? '')) && args[1]?.text === '-c' && args[2] !== undefined) {
    const { range } = args[2];
    return { ...parseScript(args[2].text), rangeOf: () => range };
  }
  // Each argument stands for itself: offsets count arguments, not characters.
  const words = args.map(({ text }, index) => ({ text, start: index, end: index + 1, literal: true }));
  return {
    text: args.map(({ text }) => text).join(' '),
    commands: [{ operator: '', assignments: [], words, redirects: [], depth: 0 }],
    variables: [],
    assigned: new Set(),
    understood: true,
    rangeOf: ({ start, end }) => ({
      start: (args[start]?.range ?? whole).start,
      end: (args[end - 1]?.range ?? whole).end,
    }),
  };
}

/** A command by its program's name, behind `sudo`, `env A=b` and the like. */
export interface NamedCommand {
  /** Without its directory: `go` for `/usr/local/go/bin/go`. */
  readonly name: string;
  readonly args: readonly ScriptWord[];
  readonly command: Command;
  /** From the name to the last argument. */
  readonly start: number;
  readonly end: number;
}

/** The program that a command starts; undefined where there is none or a variable names it. */
export function named(command: Command): NamedCommand | undefined {
  let at = 0;
  while (WRAPPERS.has(command.words[at]?.text ?? '')) {
    at++;
    while (/^-|^[A-Za-z_]\w*=/.test(command.words[at]?.text ?? '')) at++;
  }
  const word = command.words[at];
  if (word === undefined || !word.literal) return undefined;
  const end = (command.words.at(-1) ?? word).end;
  return { name: baseName(word.text), args: command.words.slice(at + 1), command, start: word.start, end };
}

const started = new WeakMap<Script, readonly NamedCommand[]>();

/** All programs that a script starts, in order. */
export function programs(script: Script): readonly NamedCommand[] {
  let found = started.get(script);
  if (found === undefined) {
    found = script.commands.map(named).filter((command) => command !== undefined);
    started.set(script, found);
  }
  return found;
}

/** The arguments that are no options. */
export function operands(command: NamedCommand): ScriptWord[] {
  return command.args.filter(({ text }) => !text.startsWith('-'));
}

/** Whether one of the options stands among the arguments, alone or with `=value`. */
export function hasOption(command: NamedCommand, ...options: readonly string[]): boolean {
  return command.args.some(({ text }) => options.some((o) => text === o || text.startsWith(`${o}=`)));
}
