/** sed of GNU and BusyBox: every command but `e`, files changed in place, one character a byte. */

import { type Flavour, flavourOf, optionError } from '../../support/flavour.ts';
import { reasonOf } from '../../support/look.ts';
import { readOptions } from '../../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../../types.ts';
import { bytesIn, byteText, nameOf, opaque, readText, TOO_LONG } from '../bytes.ts';
import { RegexBeyond } from '../regex/index.ts';
import type { Command } from './commands.ts';
import type { SedInput } from './lines.ts';
import { runSed } from './run.ts';
import { ScriptError } from './scanner.ts';
import { readScript } from './script.ts';

export const sed = defineTool({
  names: ['sed'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const inPlace = inPlaceOf(call.args);
    const options = readOptions(inPlace.args, {
      short: gnu ? 'nEre:f:szul:b' : 'nEre:f:',
      long: {
        quiet: 'n',
        silent: 'n',
        expression: 'e',
        file: 'f',
        'regexp-extended': 'E',
        ...(gnu
          ? {
              'null-data': 'z',
              separate: 's',
              unbuffered: 'u',
              'line-length': 'l',
              binary: 'b',
            }
          : {}),
        ...(gnu ? { posix: 'posix', sandbox: 'sandbox', debug: 'debug', 'follow-symlinks': 'follow' } : {}),
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return gnu ? { ...wrong, exitCode: 1 } : wrong;
    for (const name of ['posix', 'sandbox', 'debug', 'follow', 'l'])
      if (options.has(name)) call.unknown(`sed --${name} is not followed`);
    const operands = [...options.operands];
    const hasScript = options.has('e') || options.has('f');
    const chunks = scriptsOf(call, inPlace.args, hasScript ? undefined : operands.shift());
    if (chunks === undefined) return {};
    if (chunks.length === 0)
      return failed('Usage: sed [OPTION]... {script-only-if-no-other-script} [input-file]...');
    const script = byteText(chunks.join('\n'));
    const extended = options.has('E') || options.has('r');
    try {
      const commands = readScript(script, { extended, gnu });
      const quiet = options.has('n') || (/^#n(\n|$)/.test(script) && gnu);
      return run(call, commands, operands, {
        flavour,
        quiet,
        separate: options.has('s'),
        separator: options.has('z') ? '\0' : '\n',
        inPlace: inPlace.suffix,
      });
    } catch (error) {
      if (error instanceof ScriptError)
        return failed(
          gnu
            ? `sed: -e expression #1, char ${error.at}: ${error.message}`
            : `sed: ${busyboxWords(error.message, script)}`,
        );
      if (!(error instanceof RegexBeyond)) throw error;
      call.unknown(error.message === 'steps' ? TOO_LONG : `sed is not followed here: ${error.message}`);
      return {};
    }
  },
});

/** BusyBox's words for what is wrong with a script. */
function busyboxWords(message: string, script: string): string {
  if (message.startsWith('unterminated')) return `unmatched '${/[sy](.)/.exec(script)?.[1] ?? '/'}'`;
  if (message.startsWith('unknown option')) return 'bad option in substitution expression';
  if (message.startsWith('unknown command')) return `unsupported command ${message.slice(-2, -1)}`;
  return message;
}

/** Takes `-i`, `-i.bak` and `--in-place` out of a command line. */
function inPlaceOf(args: readonly string[]): {
  readonly args: readonly string[];
  readonly suffix: string | undefined;
} {
  const rest: string[] = [];
  let suffix: string | undefined;
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] as string;
    const long = /^--in-place(?:=(.*))?$/.exec(word);
    const short = /^-([nErszub]*)i(.*)$/.exec(word);
    if (word === '--') {
      rest.push(...args.slice(at));
      break;
    }
    if (long) suffix = long[1] ?? '';
    else if (short) {
      suffix = short[2] ?? '';
      if (short[1]) rest.push(`-${short[1]}`);
    } else {
      rest.push(word);
      if (/^-[nErszub]*[efl]$|^--(expression|file|line-length)$/.test(word) && at + 1 < args.length)
        rest.push(args[++at] as string);
    }
  }

  return { args: rest, suffix };
}

/** Every -e and -f in order, or the first operand; undefined where a file of commands cannot be read. */
function scriptsOf(
  call: ToolCall,
  args: readonly string[],
  operand: string | undefined,
): readonly string[] | undefined {
  if (operand !== undefined) return [operand];
  const chunks: string[] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] as string;
    if (word === '--') break;
    const long = /^--(expression|file)(?:=([\s\S]*))?$/.exec(word);
    const short = /^-[nErszub]*([ef])([\s\S]*)$/.exec(word);
    const letter = long ? long[1]?.[0] : short?.[1];
    if (letter === undefined) continue;
    const value = (long ? long[2] : short?.[2] || undefined) ?? args[++at] ?? '';
    if (letter === 'e') chunks.push(value);
    else {
      const found = readText(call, value);
      if (found.kind !== 'text') {
        call.unknown(`the script of sed -f ${value} is not known`);
        return undefined;
      }
      chunks.push(nameOf(found.text).replace(/\n$/, ''));
    }
  }
  return chunks;
}

interface How {
  readonly flavour: Flavour;
  readonly quiet: boolean;
  readonly separate: boolean;
  readonly separator: string;
  /** Undefined: printed; else the suffix of the copies that are kept. */
  readonly inPlace: string | undefined;
}

function run(call: ToolCall, commands: readonly Command[], paths: readonly string[], how: How): ToolOutput {
  const gnu = how.flavour === 'gnu';
  const written = new Map<string, string>();
  const said: string[] = [];
  let failure = 0;
  let quit: number | undefined;
  let stdout = '';
  const state = { hold: { text: '' }, line: 0 };
  const options = {
    quiet: how.quiet,
    separator: how.separator,
    gnu,
    written,
    read: (path: string) => {
      const found = readText(call, nameOf(path));
      if (found.kind === 'opaque') throw new RegexBeyond(`${path} is not known`);
      return found.kind === 'text' ? found.text : undefined;
    },
  };
  let group: SedInput[] = [];
  const names = paths.length === 0 ? ['-'] : paths;
  for (const path of names) {
    const found = readText(call, path);
    if (found.kind === 'unknown') continue;
    if (found.kind === 'failed') {
      const inPlace = found.isDirectory && how.inPlace !== undefined;
      if (gnu)
        said.push(
          inPlace
            ? `sed: couldn't edit ${path}: not a regular file`
            : found.isDirectory
              ? `sed: couldn't read ${path}: ${found.reason}`.replace("couldn't read", 'read error on')
              : `sed: can't read ${path}: ${found.reason}`,
        );
      else said.push(`sed: ${path}: ${found.reason}`);
      failure = gnu ? (inPlace ? 4 : 2) : 1;
      continue;
    }
    if (found.kind === 'opaque') {
      if (how.inPlace === undefined || path === '-') return opaque(call, found.endless);
      const size = { bytes: 0, certainty: 'unknown', why: 'sed changed it' } as const;
      if (how.inPlace !== '') keep(call, path, how.inPlace);
      call.files.writeOpaque(path, { size });
      continue;
    }
    if (how.inPlace === undefined && !how.separate) {
      group.push({ name: path, text: found.text });
      continue;
    }
    state.line = 0;
    const result = runSed(commands, [{ name: path, text: found.text }], options, state);
    quit = result.quit;
    if (how.inPlace === undefined || path === '-') stdout += result.out;
    else replace(call, path, result.out + (quit === undefined ? '' : result.rest), how.inPlace);
    if (quit !== undefined) break;
    group = [];
  }
  if (group.length > 0) {
    const result = runSed(commands, group, options, state);
    stdout += result.out;
    quit = result.quit;
  }
  for (const [path, text] of written) {
    if (path === '/dev/stderr') said.push(text.replace(/\n$/, ''));
    else call.files.write(nameOf(path), bytesIn(text));
  }
  const stderr = said.map((line) => `${line}\n`).join('');
  return { stdout, stderr, exitCode: quit || failure, isBinary: true };
}

/** The name of the copy that -i keeps. */
function keep(call: ToolCall, path: string, suffix: string): void {
  const slash = path.lastIndexOf('/') + 1;
  const copy = suffix.includes('*') ? suffix.replaceAll('*', path.slice(slash)) : path.slice(slash) + suffix;
  call.files.copyFile(path, copy.includes('/') ? copy : path.slice(0, slash) + copy, { preserve: true });
}

/** A file in place: a new one of the same mode and owner; a link becomes a file, and so does one of several names. */
function replace(call: ToolCall, path: string, text: string, suffix: string): void {
  const old = call.files.stat(path);
  const link = call.files.lstat(path);
  if (old.kind !== 'found' || link.kind !== 'found') return;
  const isRoot = call.user.uid === 0;
  if (!isRoot) {
    // It is written beside the old one first, for which the directory must be the user's to change.
    const beside = `${path.slice(0, path.lastIndexOf('/') + 1)}sedXXXXXX`;
    try {
      call.files.write(beside, '');
      call.files.remove(beside);
    } catch (error) {
      reasonOf(error);
      throw new RegexBeyond('what sed -i says where it may not write names a file of a random name');
    }
  }
  if (suffix !== '') keep(call, path, suffix);
  const { mode, uid, gid } = old.entry;
  const isPlain = isRoot && link.entry.type !== 'symlink' && call.files.names(path) < 2;
  if (!isPlain) call.files.remove(path);
  call.files.write(path, bytesIn(text), isPlain ? {} : isRoot ? { mode, uid, gid } : { mode });
}
