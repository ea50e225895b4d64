/** stat -c of coreutils 9 and BusyBox: mode, owner, size, type. */

import { modeText, Names, sizeOfEntry } from './ls.ts';
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { look, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, type Entry } from './types.ts';

const TYPES: Readonly<Record<Entry['type'], string>> = {
  directory: 'directory',
  file: 'regular file',
  symlink: 'symbolic link',
  unknown: 'regular file',
};

export const stat = defineTool({
  names: ['stat'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'c:Lft',
      long: { format: 'c', printf: 'printf', dereference: 'L', terse: 't' },
      withValue: ['printf'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.operands.length === 0) return missingOperand(call, flavour);
    const names = new Names(call);
    const says = new Says();
    let printed = '';
    for (const path of options.operands) {
      const seen = look(call, path, { follow: options.has('L') });
      if (seen.kind === 'unknown') continue;
      if (seen.kind === 'absent') {
        says.error(
          flavour === 'gnu'
            ? `stat: cannot statx '${path}': ${seen.reason}`
            : `stat: can't stat '${path}': ${seen.reason}`,
        );
        continue;
      }
      const { entry } = seen;
      const size = sizeOfEntry(entry);
      if (entry.type === 'file' && entry.size.certainty === 'unknown')
        call.unknown(`the size of ${seen.path} is not known`);
      const values: Readonly<Record<string, string>> = {
        a: entry.mode.toString(8),
        A: modeText(entry),
        u: String(entry.uid),
        g: String(entry.gid),
        U: names.user(entry.uid) === String(entry.uid) ? 'UNKNOWN' : names.user(entry.uid),
        G: names.group(entry.gid) === String(entry.gid) ? 'UNKNOWN' : names.group(entry.gid),
        s: String(size),
        n: path,
        N: entry.type === 'symlink' ? `'${path}' -> '${entry.target}'` : `'${path}'`,
        F: entry.type === 'file' && size === 0 ? 'regular empty file' : TYPES[entry.type],
        h: String(entry.type === 'file' ? call.files.names(seen.path) : 1),
        b: String(Math.ceil(size / 512)),
        B: '512',
        Y: String(Math.floor((entry.mtime ?? Date.now()) / 1000)),
        '%': '%',
      };
      const format =
        options.values.get('c') ??
        options.values.get('printf') ??
        '  File: %N\n  Size: %s\n  %F\nAccess: (%a/%A)  Uid: (%u/%U)   Gid: (%g/%G)';
      const text = format.replace(/%(.)/g, (whole, letter: string) => values[letter] ?? whole);
      if (options.has('printf')) printed += text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
      else says.out.push(text);
    }
    const result = says.result();
    return { ...result, stdout: result.stdout + printed };
  },
});
