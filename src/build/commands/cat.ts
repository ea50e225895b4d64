/** cat and tee of coreutils 9 and BusyBox. */
import { joinBytes, sizeOf } from '../filesystem/content.ts';
import type { FileContent } from '../filesystem/types.ts';
import { flavourOf, optionError } from './support/flavour.ts';
import { bytesOf, endlessOf, input, latin1, standardInput } from './support/input.ts';
import { reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, type ToolCall, type ToolOutput } from './types.ts';

export const cat = defineTool({
  names: ['cat'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const options = readOptions(call.args, { short: gnu ? 'AbeEnstTuv' : 'Abentuv' });
    const wrong = gnu ? undefined : optionError(call, options, 'busybox');
    if (wrong) return wrong;
    const says = new Says();
    const parts: FileContent[] = [];
    let why: string | undefined;
    for (const path of options.operands.length === 0 ? ['-'] : options.operands) {
      const found = input(call, path);
      if (found.kind === 'unknown') continue;
      if (found.kind === 'failed') {
        if (found.isDirectory)
          says.error(gnu ? `cat: ${path}: Is a directory` : 'cat: read error: Is a directory');
        else says.error(gnu ? `cat: ${path}: ${found.reason}` : `cat: can't open '${path}': ${found.reason}`);
        continue;
      }
      const { content } = found;
      // What was packed here is followed through a pipe; of anything else nobody knows what it says.
      if (content.content === undefined && !content.packed && !endlessOf(content) && path !== '-')
        why ??= `the content of ${call.files.resolve(path)} is not known`;
      parts.push(content);
    }
    const { stderr, exitCode } = says.result();
    const letters = [...'AbeEnstTv'].filter((one) => options.has(one)).join('');
    return { ...together(call, parts, letters, why), stderr, exitCode };
  },
});

/** Contents one after another. */
function together(
  call: ToolCall,
  parts: readonly FileContent[],
  letters: string,
  why: string | undefined,
): ToolOutput {
  const numbering = letters !== '';
  const known = parts.map(bytesOf);
  const unknown = known.includes(undefined);
  const [only] = parts;
  if (unknown && parts.length === 1 && only && !numbering) return { stdout: call.files.marked(only, why) };
  if (unknown) {
    const sizes = parts.map(({ size }) => size);
    const sure = !numbering && sizes.every(({ certainty }) => certainty === 'known');
    const bytes = sizes.reduce((all, size) => all + size.bytes, 0);
    const size = { bytes, certainty: sure ? 'known' : 'unknown', why: 'a part of it is not known' } as const;
    return { stdout: call.files.marked({ size }, why) };
  }
  const all = joinBytes(known as Uint8Array[]);
  if (letters !== '') return { stdout: shown(latin1(all), letters), isBinary: true };
  return { stdout: latin1(all), isBinary: true };
}

/** Lines as -n, -b, -s, -A, -e, -E, -t, -T and -v show them; one character a byte. */
function shown(text: string, letters: string): string {
  const has = (some: string) => [...some].some((one) => letters.includes(one));
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  let number = 0;
  let out = '';
  let before = false;
  for (const [at, line] of [...lines, ...(last === '' ? [] : [last])].entries()) {
    const isEmpty = line === '' && at < lines.length;
    if (isEmpty && before && has('s')) continue;
    before = isEmpty;
    if (letters.includes('b') ? !isEmpty : has('n')) {
      number += 1;
      out += `${String(number).padStart(6)}\t`;
    }
    let part = line;
    if (has('Aetv')) part = part.replace(/[^\t\x20-\x7e]/g, unseen);
    if (has('AtT')) part = part.replaceAll('\t', '^I');
    out += part + (at < lines.length ? `${has('AeE') ? '$' : ''}\n` : '');
  }
  return out;
}

/** A byte that cannot be seen: `^M`, `M-C`. */
function unseen(char: string): string {
  const code = char.charCodeAt(0);
  const low = code & 127;
  return (
    (code > 127 ? 'M-' : '') +
    (low === 127 ? '^?' : low < 32 ? `^${String.fromCharCode(low + 64)}` : String.fromCharCode(low))
  );
}

export const tee = defineTool({
  names: ['tee'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const options = readOptions(call.args, { short: 'aip', long: { append: 'a', 'ignore-interrupts': 'i' } });
    const says = new Says();
    const content = standardInput(call);
    const bytes = bytesOf(content);
    for (const path of options.operands) {
      if (path.startsWith('/dev/')) continue;
      try {
        const old =
          options.has('a') && call.files.exists(path) ? call.files.readBytes(path) : new Uint8Array();
        if (bytes === undefined && old?.length === 0) call.files.writeOpaque(path, content);
        else if (old === undefined || bytes === undefined) {
          call.files.writeOpaque(path, {
            size: { bytes: 0, certainty: 'unknown', why: 'it is added to a file whose content is not known' },
          });
        } else call.files.write(path, text(joinBytes([old, bytes])));
      } catch (error) {
        says.error(`tee: ${path}: ${reasonOf(error)}`);
      }
    }
    const { stderr, exitCode } = says.result();
    const stdout = bytes ? latin1(bytes) : call.files.marked(content);
    return { stdout, ...(bytes ? { isBinary: true } : {}), stderr, exitCode };
  },
});

/** Bytes as text where they are text: whoever reads the file finds it so. */
function text(bytes: Uint8Array): string | Uint8Array {
  const decoded = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return sizeOf(decoded).bytes === bytes.length && !decoded.includes('\ufffd') ? decoded : bytes;
}
