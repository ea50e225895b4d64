import type { Analysis, CommandLine, Range, Stage } from '../dockerfile/index.ts';
import { baseName } from './paths.ts';
import { type Command, parseScript, type Script, type ScriptWord } from './script.ts';

/** The script of a RUN, with a way from its offsets back to the text. */
export interface RunScript extends Script {
  /** The range of the text that a stretch of the script was written in. */
  rangeOf(part: { readonly start: number; readonly end: number }): Range;
  /** All programs that it starts, in order. */
  readonly programs: readonly NamedCommand[];
}

/** Whether a part stands anywhere in a command, quotes and all: the cheap question before `scriptOf`. */
export function mentions({ args, heredocs }: CommandLine, part: string | RegExp): boolean {
  for (const { text } of args) if (holds(text, part)) return true;
  for (const { content } of heredocs) if (holds(content, part)) return true;
  return false;
}

function holds(text: string, part: string | RegExp): boolean {
  return typeof part === 'string' ? text.includes(part) : part.test(text);
}

const POSIX_SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh', 'busybox']);
const WRAPPERS = new Set(['sudo', 'exec', 'command', 'nice', 'nohup', 'time', 'env', 'eatmydata']);

/** The scripts of the analysis at hand that were asked for; null for what no shell reads. */
let read: { readonly analysis?: Analysis; readonly scripts: Map<CommandLine, RunScript | null> } = {
  scripts: new Map(),
};

/**
 * The script that a RUN (or CMD, ENTRYPOINT, HEALTHCHECK CMD) hands to a POSIX shell: its shell form,
 * its here-document, or its exec form as one command. Undefined where another shell or interpreter
 * reads it.
 */
export function scriptOf(analysis: Analysis, stage: Stage, command: CommandLine): RunScript | undefined {
  if (analysis !== read.analysis) read = { analysis, scripts: new Map() };
  const { scripts } = read;
  let script = scripts.get(command);
  if (script === undefined) {
    script = readScript(analysis, stage, command) ?? null;
    scripts.set(command, script);
  }
  return script ?? undefined;
}

/** The script of a RUN that mentions a part; undefined where it does not, or cannot be followed for sure. */
export function scriptWith(
  part: string | RegExp,
  analysis: Analysis,
  stage: Stage,
  command: CommandLine,
): RunScript | undefined {
  const script = mentions(command, part) ? scriptOf(analysis, stage, command) : undefined;
  return script?.understood ? script : undefined;
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
    return placed(analysis, parsed(heredoc.content), () => (at) => start + at, heredoc.range);
  }
  if (word === undefined) return undefined;
  const { text, range } = word;
  return placed(analysis, parsed(text), () => offsetsOf(analysis, text, range), range);
}

/** The offset in the source of each piece of a script; undefined where the script is not what stands there. */
type Offset = (at: number) => number;

/** Joins the lines as the parser did, and remembers where each piece came from. */
function offsetsOf({ parsed, source }: Analysis, text: string, range: Range): Offset | undefined {
  const { escapeToken } = parsed;
  const starts: { at: number; source: number }[] = [];
  let joined = '';
  for (let line = range.start.line; line <= range.end.line; line++) {
    const from = line === range.start.line ? range.start.character : 0;
    const whole = source.line(line);
    let content = whole.slice(from, line === range.end.line ? range.end.character : undefined);
    const trimmed = content.trimEnd();
    if (line > range.start.line && (trimmed === '' || content.trimStart().startsWith('#'))) continue;
    if (trimmed.endsWith(escapeToken)) content = trimmed.slice(0, -1);
    starts.push({ at: joined.length, source: source.lineStart(line) + from });
    joined += content;
  }
  if (joined.trimEnd() !== text.trimEnd()) return undefined;
  return (at) => {
    const piece = starts.findLast((start) => start.at <= at);
    return piece === undefined ? 0 : piece.source + at - piece.at;
  };
}

/** A script and the programs in it, which depend on nothing but its text. */
interface ParsedScript extends Script {
  readonly programs: readonly NamedCommand[];
}

/** Scripts that were read before: from one keystroke to the next all but one stay what they are. */
const known = new Map<string, ParsedScript>();
const MOST_KNOWN = 200;
const LONGEST_KNOWN = 5_000;

function parsed(text: string): ParsedScript {
  let script = known.get(text);
  if (script !== undefined) return script;
  const read = parseScript(text);
  script = { ...read, programs: programsOf(read) };
  if (text.length > LONGEST_KNOWN) return script;
  if (known.size === MOST_KNOWN) known.clear();
  known.set(text, script);
  return script;
}

/** A script with its places, which are worked out when the first is asked for: most scripts have nothing to report. */
function placed(
  { source }: Analysis,
  script: ParsedScript,
  offsets: () => Offset | undefined,
  whole: Range,
): RunScript {
  let offset: Offset | undefined | null = null;
  return {
    ...script,
    rangeOf({ start, end }) {
      if (offset === null) offset = offsets();
      if (offset === undefined || end <= start) return whole;
      return { start: source.positionAt(offset(start)), end: source.positionAt(offset(end - 1) + 1) };
    },
  };
}

/** Exec form: one command; `["sh", "-c", "…"]` is the script in its third word. */
function execScript(command: CommandLine): RunScript | undefined {
  const { args } = command;
  const whole = args[0]?.range;
  if (whole === undefined) return undefined;
  if (POSIX_SHELLS.has(baseName(args[0]?.text ?? '')) && args[1]?.text === '-c' && args[2] !== undefined) {
    const { range } = args[2];
    return { ...parsed(args[2].text), rangeOf: () => range };
  }
  // Each argument stands for itself: offsets count arguments, not characters.
  const words = args.map(({ text }, index) => ({ text, start: index, end: index + 1, literal: true }));
  const only: Command = { operator: '', assignments: [], words, redirects: [], depth: 0 };
  const program = named(only);
  return {
    text: args.map(({ text }) => text).join(' '),
    commands: [only],
    programs: program === undefined ? [] : [program],
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

function programsOf({ commands }: Script): NamedCommand[] {
  const programs: NamedCommand[] = [];
  for (const command of commands) {
    const program = named(command);
    if (program !== undefined) programs.push(program);
  }
  return programs;
}

/** The arguments that are no options. */
export function operands(command: NamedCommand): ScriptWord[] {
  return command.args.filter(({ text }) => !text.startsWith('-'));
}

/** Whether a variable decides what an argument is. */
export function hasVariable({ args }: NamedCommand): boolean {
  return args.some(({ text }) => text.includes('$'));
}

/** Whether one of the options stands among the arguments, alone or with `=value`. */
export function hasOption(command: NamedCommand, ...options: readonly string[]): boolean {
  for (const { text } of command.args) {
    for (const option of options) {
      if (text.startsWith(option) && (text.length === option.length || text[option.length] === '='))
        return true;
    }
  }
  return false;
}
