/** Runs the commands of sed over the lines of its files. */
import type { Regex } from '../regex/index.ts';
import { RegexBeyond } from '../regex/index.ts';
import { replaced } from './replacement.ts';
import type { Address, Command, Substitution } from './script.ts';

/** A file that is read: its name, and its text one character a byte. */
export interface SedInput {
  readonly name: string;
  readonly text: string;
}

export interface SedOptions {
  readonly quiet: boolean;
  /** `\n`, or `\0` with -z. */
  readonly separator: string;
  readonly gnu: boolean;
  /** Text of a file that r, R read; undefined where it is not there. */
  read(path: string): string | undefined;
  /** What w writes; /dev/stdout is printed. */
  readonly written: Map<string, string>;
}

export interface SedState {
  readonly hold: { text: string };
  line: number;
}

const MOST_STEPS = 100_000;

/** What a run over one group of files gives: its output, and its exit code where q ended it. */
export function runSed(
  commands: readonly Command[],
  inputs: readonly SedInput[],
  options: SedOptions,
  state: SedState,
): { readonly out: string; readonly quit: number | undefined; readonly rest: string } {
  const { separator } = options;
  const lines: { readonly text: string; readonly ended: boolean; readonly name: string }[] = [];
  for (const { name, text } of inputs) {
    const parts = text.split(separator);
    const last = parts.pop() as string;
    for (const part of parts) lines.push({ text: part, ended: true, name });
    if (last !== '') lines.push({ text: last, ended: false, name });
  }
  const labels = new Map(commands.flatMap(({ name, text }, at) => (name === ':' ? [[text, at]] : [])));
  const active = new Map<Command, number>();
  const pieces: string[] = [];
  const appended: string[] = [];
  let open = false;
  let next = 0;
  let space = '';
  let ended = true;
  let last: Regex | undefined;
  let steps = 0;
  let quit: number | undefined;

  const print = (text: string, end = true) => {
    if (open) pieces.push(separator);
    pieces.push(text);
    if (end) pieces.push(separator);
    open = !end;
  };
  const raw = (text: string) => {
    if (open && text !== '') {
      pieces.push(separator);
      open = false;
    }
    pieces.push(text);
  };
  const flush = () => {
    for (const text of appended) raw(text);
    appended.length = 0;
  };
  const isLast = () => next >= lines.length;
  const take = (): string | undefined => {
    const line = lines[next];
    if (!line) return undefined;
    next += 1;
    state.line += 1;
    ended = line.ended;
    return line.text;
  };
  const matches = (found: Regex | undefined) => {
    last = found ?? last;
    return last?.test(space) ?? false;
  };
  const isAt = (address: Address): boolean => {
    if (address.kind === 'line') return state.line === address.line;
    if (address.kind === 'last') return isLast();
    if (address.kind === 'match') return matches(address.regex);
    if (address.kind === 'step')
      return address.step === 0
        ? state.line === address.first
        : state.line >= address.first && (state.line - address.first) % address.step === 0;
    return false;
  };

  for (const command of commands)
    if (options.gnu && command.from?.kind === 'line' && command.from.line === 0)
      active.set(command, Number.NaN);

  /** Whether a command is for the line at hand. */
  const chosen = (command: Command): boolean => {
    const { from, to } = command;
    if (!from) return true;
    if (!to) return isAt(from);
    const until = active.get(command);
    if (until === undefined) {
      if (!isAt(from)) return false;
      let end = Number.NaN;
      if (to.kind === 'line') end = to.line;
      else if (to.kind === 'plus') end = state.line + to.lines;
      else if (to.kind === 'multiple')
        end = to.lines === 0 ? state.line : Math.ceil(state.line / to.lines) * to.lines;
      if (!(end <= state.line) && !(to.kind === 'last' && isLast())) active.set(command, end);
      return true;
    }
    if (Number.isNaN(until)) {
      if (isAt(to)) active.delete(command);
      return true;
    }
    if (state.line >= until) active.delete(command);
    return state.line <= until || isAt(from);
  };

  const substitute = (one: Substitution): boolean => {
    last = one.regex ?? last;
    if (!last) throw new RegexBeyond('no expression came before');
    let out = '';
    let at = 0;
    let from = 0;
    let count = 0;
    let done = false;
    let before = -1;
    while (from <= space.length) {
      const match = last.find(space, from);
      if (!match) break;
      const [begin = 0, end = 0] = match;
      if (begin === end && begin === before) {
        from = begin + 1;
        continue;
      }
      count += 1;
      if (count >= one.number) {
        out += space.slice(at, begin) + replaced(one.parts, match, space);
        at = end;
        done = true;
        if (!one.all) break;
      }
      // GNU's counts an empty match behind one that it passed over.
      if (done) before = end;
      from = end === begin ? end + 1 : end;
    }
    if (!done) return false;
    space = out + space.slice(at);
    if (one.print) print(space);
    if (one.file !== undefined) write(one.file, `${space}\n`);
    return true;
  };

  const write = (path: string, text: string) => {
    if (path === '/dev/stdout') raw(text);
    else options.written.set(path, (options.written.get(path) ?? '') + text);
  };
  for (const { name, text, substitution } of commands) {
    const path = name === 'w' || name === 'W' ? text : substitution?.file;
    if (path !== undefined && path !== '/dev/stdout') write(path, '');
  }

  /** Runs the commands on one line; what is to be done then. */
  const cycle = (): 'end' | 'delete' | 'again' | 'quit' => {
    let replacedOne = false;
    for (let at = 0; at < commands.length; at += 1) {
      steps += 1;
      if (steps > MOST_STEPS) throw new RegexBeyond('steps');
      const command = commands[at] as Command;
      const { name, text } = command;
      if (name === '}' || name === ':') continue;
      if (chosen(command) === command.negated) {
        if (name === '{') at = command.end ?? at;
        continue;
      }
      const jump = () => {
        if (text === '') return commands.length;
        const place = labels.get(text);
        if (place === undefined) throw new RegexBeyond('a label that is not there');
        return place as number;
      };
      switch (name) {
        case 's':
          if (substitute(command.substitution as Substitution)) replacedOne = true;
          break;
        case 'y':
          space = [...space].map((char) => command.translation?.get(char) ?? char).join('');
          break;
        case 'd':
          return 'delete';
        case 'D': {
          const end = space.indexOf('\n');
          if (end < 0) return 'delete';
          space = space.slice(end + 1);
          return 'again';
        }
        case 'p':
          print(space);
          break;
        case 'P':
          print(space.split('\n', 1)[0] as string);
          break;
        case '=':
          raw(`${state.line}\n`);
          break;
        case 'F':
          raw(`${lines[next - 1]?.name ?? '-'}\n`);
          break;
        case 'g':
          space = state.hold.text;
          break;
        case 'G':
          space += `\n${state.hold.text}`;
          break;
        case 'h':
          state.hold.text = space;
          break;
        case 'H':
          state.hold.text += `\n${space}`;
          break;
        case 'x':
          [space, state.hold.text] = [state.hold.text, space];
          break;
        case 'z':
          space = '';
          break;
        case 'n': {
          if (isLast()) return 'quit';
          if (!options.quiet) print(space, ended);
          flush();
          space = take() as string;
          break;
        }
        case 'N': {
          if (isLast()) return 'quit';
          flush();
          const held = space;
          space = `${held}\n${take()}`;
          break;
        }
        case 'a':
          appended.push(text);
          break;
        case 'i':
          raw(text);
          break;
        case 'c':
          if (!command.to || command.negated || !active.has(command)) raw(text);
          return 'delete';
        case 'r':
          appended.push(text === '/dev/stdin' ? '' : (options.read(text) ?? ''));
          break;
        case 'w':
          write(text, `${space}\n`);
          break;
        case 'W':
          write(text, `${space.split('\n', 1)[0]}\n`);
          break;
        case 'q':
          quit = Number(text || 0);
          return 'quit';
        case 'Q':
          quit = Number(text || 0);
          return 'delete';
        case 'b':
          at = jump();
          break;
        case 't':
          if (replacedOne) at = jump();
          replacedOne = false;
          break;
        case 'T':
          if (!replacedOne) at = jump();
          replacedOne = false;
          break;
        case 'l':
          raw(listed(space, text));
          break;
        case '{':
          break;
        default:
          throw new RegexBeyond(`the command ${name}`);
      }
    }
    return 'end';
  };

  let again = false;
  for (;;) {
    if (!again) {
      const line = take();
      if (line === undefined) break;
      space = line;
    }
    const what = cycle();
    again = what === 'again';
    if ((what === 'end' || what === 'quit') && !options.quiet) print(space, ended || !isLast());
    flush();
    if (what === 'quit' || quit !== undefined) {
      quit ??= isLast() ? undefined : 0;
      break;
    }
  }
  const left = lines.slice(next).map(({ text, ended: end }) => text + (end ? separator : ''));
  return { out: pieces.join(''), quit, rest: left.join('') };
}

/** What `l` shows: a line with its unseen characters, cut after 69 characters. */
function listed(text: string, given: string): string {
  const NAMES: Readonly<Record<string, string>> = {
    '\\': '\\\\',
    '\x07': '\\a',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
    '\v': '\\v',
  };
  const width = given === '' ? 69 : Number(given) > 1 ? Number(given) - 1 : Number.POSITIVE_INFINITY;
  let out = '';
  let column = 0;
  for (const char of text) {
    const code = char.charCodeAt(0);
    const shown = NAMES[char] ?? (code < 32 || code > 126 ? `\\${code.toString(8).padStart(3, '0')}` : char);
    if (column + shown.length > width) {
      out += '\\\n';
      column = 0;
    }
    out += shown;
    column += shown.length;
  }
  return `${out}$\n`;
}
