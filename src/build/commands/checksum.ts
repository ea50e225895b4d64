/** sha256sum, sha512sum and sha1sum of coreutils 9 and BusyBox, with -c. */
import { utf8Length } from '../filesystem/content.ts';
import type { FileContent } from '../filesystem/types.ts';
import { type Flavour, flavourOf, optionError } from './support/flavour.ts';
import { bytesOf, standardInput } from './support/input.ts';
import { look, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const ALGORITHMS: Readonly<Record<string, string>> = {
  sha1sum: 'SHA-1',
  sha256sum: 'SHA-256',
  sha384sum: 'SHA-384',
  sha512sum: 'SHA-512',
};
const DIGITS: Readonly<Record<string, number>> = {
  sha1sum: 40,
  sha256sum: 64,
  sha384sum: 96,
  sha512sum: 128,
};

async function digest(name: string, bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest(ALGORITHMS[name] ?? 'SHA-256', bytes as BufferSource);
  return [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export const checksum = defineTool({
  names: Object.keys(ALGORITHMS),
  origin: 'system',
  readsMarks: true,
  async run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'cbtwsz',
      long:
        flavour === 'gnu'
          ? {
              check: 'c',
              binary: 'b',
              text: 't',
              warn: 'w',
              status: 's',
              quiet: 'q',
              strict: 'strict',
              'ignore-missing': 'im',
              tag: 'tag',
            }
          : {},
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const paths = options.operands.length === 0 ? ['-'] : options.operands;
    if (options.has('c'))
      return check(call, paths, flavour, options.has('s'), options.has('q'), options.has('im'));
    const says = new Says();
    let hasUnknown = false;
    for (const path of paths) {
      const bytes = path === '-' ? bytesOf(standardInput(call)) : read(call, path);
      if (bytes === undefined) {
        hasUnknown = true;
        says.out.push(`${'?'.repeat(DIGITS[call.name] ?? 64)}  ${path}`);
        continue;
      }
      if (typeof bytes === 'string') {
        says.error(
          flavour === 'gnu'
            ? `${call.name}: ${path}: ${bytes}`
            : `${call.name}: can't open '${path}': ${bytes}`,
        );
        continue;
      }
      says.out.push(`${await digest(call.name, bytes)}  ${path}`);
    }
    const result = says.result();
    return hasUnknown ? { ...result, stdout: call.files.marked(sumsOf(result.stdout, paths)) } : result;
  },
});

/** Begins the fingerprint of a list of checksums that are not known; the names follow, one a line. */
const SUMS = 'checksums of\n';

/** A list of checksums of which only the length is known, and whose they are. */
function sumsOf(stdout: string, paths: readonly string[]): FileContent {
  const why = 'checksums of what is not known';
  return {
    size: { bytes: utf8Length(stdout), certainty: 'known', why },
    fingerprint: SUMS + paths.join('\n'),
  };
}

/** Bytes of a file, libc's reason why there are none, or undefined where nobody knows them. */
function read(call: ToolCall, path: string): Uint8Array | string | undefined {
  const seen = look(call, path, { quiet: true });
  if (seen.kind === 'absent') return seen.reason;
  if (seen.kind === 'unknown') return undefined;
  if (seen.entry.type === 'directory') return 'Is a directory';
  return call.files.readBytes(path);
}

async function check(
  call: ToolCall,
  lists: readonly string[],
  flavour: Flavour,
  silent: boolean,
  quiet: boolean,
  ignoreMissing: boolean,
): Promise<ToolResult> {
  const says = new Says();
  let wrong = 0;
  let unreadable = 0;
  let all = 0;
  for (const list of lists) {
    const bytes = list === '-' ? bytesOf(standardInput(call)) : read(call, list);
    if (bytes === undefined) {
      call.estimated(`the checksums of ${list} are taken to be right: its content is not known`);
      const { fingerprint = '' } = list === '-' ? standardInput(call) : call.files.content(list);
      const names = fingerprint.startsWith(SUMS) ? fingerprint.slice(SUMS.length).split('\n') : [];
      return { stdout: quiet || silent ? '' : names.map((name) => `${name}: OK\n`).join('') };
    }
    if (typeof bytes === 'string')
      return failed(
        flavour === 'gnu'
          ? `${call.name}: ${list}: ${bytes}`
          : `${call.name}: can't open '${list}': ${bytes}`,
      );
    let lines = 0;
    for (const line of new TextDecoder().decode(bytes).split('\n')) {
      const match = /^([0-9a-fA-F]+) [ *]?(.+)$/.exec(line);
      const digits = match?.[1] ?? '';
      const file = match?.[2];
      if (file === undefined || (flavour === 'gnu' && digits.length !== DIGITS[call.name])) continue;
      lines += 1;
      all += 1;
      const content = read(call, file);
      if (content === undefined) {
        call.estimated(`the checksum of ${file} is taken to be right: its content is not known`);
        if (!quiet && !silent) says.out.push(`${file}: OK`);
      } else if (typeof content === 'string') {
        if (ignoreMissing) continue;
        unreadable += 1;
        says.error(
          flavour === 'gnu'
            ? `${call.name}: ${file}: ${content}`
            : `${call.name}: can't open '${file}': ${content}`,
        );
        if (!silent) says.out.push(flavour === 'gnu' ? `${file}: FAILED open or read` : `${file}: FAILED`);
      } else if ((await digest(call.name, content)) === digits.toLowerCase()) {
        if (!quiet && !silent) says.out.push(`${file}: OK`);
      } else {
        wrong += 1;
        if (!silent) says.out.push(`${file}: FAILED`);
        says.exitCode = 1;
      }
    }
    if (lines === 0) {
      says.error(
        flavour === 'gnu'
          ? `${call.name}: ${list === '-' ? "'standard input'" : list}: no properly formatted checksum lines found`
          : `${call.name}: no checksum lines found`,
      );
    }
  }
  if (flavour === 'busybox' && wrong + unreadable > 0)
    says.error(`${call.name}: WARNING: ${wrong + unreadable} of ${all} computed checksums did NOT match`);
  if (flavour === 'gnu' && unreadable > 0)
    says.error(
      `${call.name}: WARNING: ${unreadable} listed file${unreadable > 1 ? 's' : ''} could not be read`,
    );
  if (flavour === 'gnu' && wrong > 0)
    says.error(`${call.name}: WARNING: ${wrong} computed checksum${wrong > 1 ? 's' : ''} did NOT match`);
  return says.result();
}
