/** cat and tee of coreutils 9 and BusyBox. */
import { sizeOf } from '../filesystem/content.ts';
import type { FileContent } from '../filesystem/types.ts';
import { flavourOf } from './support/flavour.ts';
import { bytesOf, endlessOf, input, joinBytes, latin1, standardInput } from './support/input.ts';
import { reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, type ToolCall, type ToolOutput } from './types.ts';

export const cat = defineTool({
  names: ['cat'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const options = readOptions(call.args, { short: 'AbeEnstTuv' });
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
    const numbering = options.has('n') || options.has('b');
    return { ...together(call, parts, numbering, why), stderr, exitCode };
  },
});

/** Contents one after another. */
function together(
  call: ToolCall,
  parts: readonly FileContent[],
  numbering: boolean,
  why: string | undefined,
): ToolOutput {
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
  if (numbering) return { stdout: numbered(new TextDecoder().decode(all)) };
  return { stdout: latin1(all), isBinary: true };
}

function numbered(text: string): string {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const out = lines.map((line, at) => `${String(at + 1).padStart(6)}\t${line}\n`).join('');
  return last === '' ? out : `${out}${String(lines.length + 1).padStart(6)}\t${last}`;
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
