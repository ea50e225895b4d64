/** head and tail of coreutils 9 and BusyBox: lines and bytes, from either end, of files, pipes and devices. */
import { sizeOf } from '../../filesystem/content.ts';
import type { FileContent } from '../../filesystem/types.ts';
import { flavourOf, optionError } from '../support/flavour.ts';
import { bytesOf, endlessOf, input, latin1 } from '../support/input.ts';
import { Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { bytesOf as amount } from '../touch.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';

interface How {
  readonly unit: 'lines' | 'bytes';
  readonly count: number;
  /** head: all but the last; tail: from this one on. */
  readonly other: boolean;
}

export const headTail = defineTool({
  names: ['head', 'tail'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const isHead = call.name === 'head';
    const options = readOptions(oldStyle(call.args, isHead), {
      short: 'n:c:qvfFz',
      long: {
        lines: 'n',
        bytes: 'c',
        quiet: 'q',
        silent: 'q',
        verbose: 'v',
        follow: 'f',
        'zero-terminated': 'z',
      },
    });
    const wrong = optionError(call, options, gnu ? 'gnu' : 'busybox');
    if (wrong) return wrong;
    if (options.has('z')) call.unknown(`${call.name} -z is not followed`);
    const text = options.values.get('c') ?? options.values.get('n') ?? '10';
    const how = read(text, options.has('c') ? 'bytes' : 'lines', isHead);
    if (!how) {
      const what = options.has('c') ? 'bytes' : 'lines';
      return failed(
        gnu ? `${call.name}: invalid number of ${what}: '${text}'` : `${call.name}: invalid number '${text}'`,
      );
    }
    const paths = options.operands.length === 0 ? ['-'] : options.operands;
    const titled = (paths.length > 1 || options.has('v')) && !options.has('q');
    const says = new Says();
    const parts: FileContent[] = [];
    for (const path of paths) {
      const found = input(call, path);
      if (found.kind === 'unknown') continue;
      if (found.kind === 'failed' && !found.isDirectory) {
        says.error(
          gnu
            ? `${call.name}: cannot open '${path}' for reading: ${found.reason}`
            : `${call.name}: ${isHead ? path : `can't open '${path}'`}: ${found.reason}`,
        );
        continue;
      }
      if (titled) {
        const name = path === '-' ? 'standard input' : path;
        parts.push(ofText(`${parts.length > 0 ? '\n' : ''}==> ${name} <==\n`));
      }
      if (found.kind === 'failed')
        says.error(
          gnu
            ? `${call.name}: error reading '${path}': ${found.reason}`
            : `${call.name}: ${path}: ${found.reason}`,
        );
      else parts.push(isHead ? head(call, found.content, how) : tail(call, found.content, how));
    }
    const { stderr, exitCode } = says.result();
    return { ...joined(call, parts), stderr: wordsOf(call, stderr), exitCode };
  },
});

/** BusyBox's tail names a file as its head does. */
function wordsOf(call: ToolCall, stderr: string): string {
  return call.name === 'tail' ? stderr.replace(/^tail: can't open '(.*)': /gm, 'tail: $1: ') : stderr;
}

/** `-3` and `+3` as `-n 3` and `-n +3`. */
function oldStyle(args: readonly string[], isHead: boolean): string[] {
  return args.map((word, at) => {
    if (/^-\w*[nc]$/.test(args[at - 1] ?? '')) return word;
    if (/^-\d+$/.test(word)) return `-n${word.slice(1)}`;
    return !isHead && /^\+\d+$/.test(word) ? `-n${word}` : word;
  });
}

function read(text: string, unit: How['unit'], isHead: boolean): How | undefined {
  const sign = text[0] === '-' || text[0] === '+' ? text[0] : '';
  const digits = text.slice(sign.length);
  const count = /^\d+$/.test(digits)
    ? Number(digits)
    : /^\d+b$/.test(digits)
      ? Number.parseInt(digits, 10) * 512
      : amount(digits);
  return count === undefined ? undefined : { unit, count, other: sign === (isHead ? '-' : '+') };
}

function head(call: ToolCall, content: FileContent, { unit, count, other }: How): FileContent {
  const device = endlessOf(content);
  if (device !== undefined) return ofDevice(call, device, unit, count, other);
  const bytes = bytesOf(content);
  if (!bytes) return unknownPart(content, unit === 'bytes' && !other ? count : undefined);
  if (unit === 'bytes') return ofBytes(bytes.subarray(0, other ? Math.max(0, bytes.length - count) : count));
  const lines = other ? Math.max(0, lineCount(bytes) - count) : count;
  return ofBytes(bytes.subarray(0, startOfLine(bytes, lines)));
}

function tail(call: ToolCall, content: FileContent, { unit, count, other }: How): FileContent {
  if (endlessOf(content) !== undefined) {
    call.unknown('tail reads a device that never ends');
    return ofText('');
  }
  const bytes = bytesOf(content);
  if (!bytes) return unknownPart(content, unit === 'bytes' && !other ? count : undefined);
  if (unit === 'bytes')
    return ofBytes(bytes.subarray(other ? Math.max(0, count - 1) : Math.max(0, bytes.length - count)));
  const skip = other ? Math.max(0, count - 1) : Math.max(0, lineCount(bytes) - count);
  return ofBytes(bytes.subarray(startOfLine(bytes, skip)));
}

const MAX_ZEROS = 1024 * 1024;

function ofDevice(
  call: ToolCall,
  device: string,
  unit: How['unit'],
  count: number,
  other: boolean,
): FileContent {
  if (unit === 'bytes' && !other) {
    if (device === '/dev/zero' && count <= MAX_ZEROS) return ofBytes(new Uint8Array(count));
    const why = device === '/dev/zero' ? 'so many zeros are not kept' : 'it is random';
    return {
      size: { bytes: count, certainty: 'known', why },
      ...(device === '/dev/zero' ? { fingerprint: `${count} zero bytes` } : {}),
    };
  }
  if (device === '/dev/zero' || other) call.unknown(`${device} never ends, and so does head`);
  return { size: { bytes: 0, certainty: 'unknown', why: 'it is random' } };
}

/** A part of content that is not known: of known size where the whole is known to be as long. */
function unknownPart({ size }: FileContent, count: number | undefined): FileContent {
  const enough = count !== undefined && size.certainty === 'known';
  return {
    size: enough
      ? { bytes: Math.min(count, size.bytes), certainty: 'known' }
      : { bytes: 0, certainty: 'unknown', why: 'it is a part of what is not known' },
  };
}

function lineCount(bytes: Uint8Array): number {
  let lines = 0;
  for (const byte of bytes) if (byte === 10) lines += 1;
  return bytes.length > 0 && bytes.at(-1) !== 10 ? lines + 1 : lines;
}

/** Where the line behind so many lines begins. */
function startOfLine(bytes: Uint8Array, lines: number): number {
  let at = 0;
  for (let passed = 0; passed < lines; passed += 1) {
    const end = bytes.indexOf(10, at);
    if (end < 0) return bytes.length;
    at = end + 1;
  }
  return at;
}

function ofBytes(bytes: Uint8Array): FileContent {
  return { size: sizeOf(bytes), content: bytes };
}

function ofText(text: string): FileContent {
  return ofBytes(new TextEncoder().encode(text));
}

function joined(call: ToolCall, parts: readonly FileContent[]): ToolOutput {
  const known = parts.map((part) => part.content as Uint8Array | undefined);
  if (known.every((part) => part !== undefined))
    return { stdout: known.map((part) => latin1(part)).join(''), isBinary: true };
  const [only] = parts;
  return {
    stdout: call.files.marked(
      parts.length === 1 && only
        ? only
        : { size: { bytes: 0, certainty: 'unknown', why: 'a part of it is not known' } },
    ),
  };
}
