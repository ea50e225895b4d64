/** cat and tee of coreutils 9 and BusyBox. */
import { flavourOf } from './support/flavour.ts';
import { look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool } from './types.ts';

export const cat = defineTool({
  names: ['cat'],
  origin: 'system',
  run(call) {
    const gnu = flavourOf(call) === 'gnu';
    const options = readOptions(call.args, { short: 'AbeEnstTuv' });
    const says = new Says();
    let stdout = '';
    for (const path of options.operands.length === 0 ? ['-'] : options.operands) {
      if (path === '-' || path === '/dev/stdin') {
        stdout += call.stdin;
        continue;
      }
      if (path === '/dev/null') continue;
      const seen = look(call, path);
      if (seen.kind === 'absent') {
        says.error(gnu ? `cat: ${path}: ${seen.reason}` : `cat: can't open '${path}': ${seen.reason}`);
        continue;
      }
      if (seen.kind === 'unknown') continue;
      if (seen.entry.type === 'directory') {
        says.error(gnu ? `cat: ${path}: Is a directory` : 'cat: read error: Is a directory');
        continue;
      }
      try {
        const text = call.files.read(path);
        if (text === undefined) call.unknown(`the content of ${seen.path} is not known`);
        else stdout += text;
      } catch (error) {
        says.error(
          gnu ? `cat: ${path}: ${reasonOf(error)}` : `cat: can't open '${path}': ${reasonOf(error)}`,
        );
      }
    }
    if (options.has('n')) stdout = numbered(stdout);
    return { ...says.result(), stdout };
  },
});

function numbered(text: string): string {
  const lines = text.split('\n');
  const last = lines.pop() ?? '';
  const out = lines.map((line, at) => `${String(at + 1).padStart(6)}\t${line}\n`).join('');
  return last === '' ? out : `${out}${String(lines.length + 1).padStart(6)}\t${last}`;
}

export const tee = defineTool({
  names: ['tee'],
  origin: 'system',
  run(call) {
    const options = readOptions(call.args, { short: 'aip', long: { append: 'a', 'ignore-interrupts': 'i' } });
    const says = new Says();
    for (const path of options.operands) {
      if (path.startsWith('/dev/')) continue;
      try {
        const old = options.has('a') && call.files.exists(path) ? call.files.read(path) : '';
        if (old === undefined) {
          call.files.writeOpaque(path, {
            size: { bytes: 0, certainty: 'unknown', why: 'it is added to a file whose content is not known' },
          });
        } else call.files.write(path, old + call.stdin);
      } catch (error) {
        says.error(`tee: ${path}: ${reasonOf(error)}`);
      }
    }
    return { ...says.result(), stdout: call.stdin };
  },
});
