/** mktemp of coreutils 9 and BusyBox. The letters, random in reality, are counted here. */
import { flavourOf, optionError } from './support/flavour.ts';
import { inside, reasonOf } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

function counted(number: number, length: number): string {
  let text = '';
  for (let rest = number, at = 0; at < length; at += 1) {
    text = LETTERS[rest % LETTERS.length] + text;
    rest = Math.floor(rest / LETTERS.length);
  }
  return text;
}

export const mktemp = defineTool({
  names: ['mktemp'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: flavour === 'gnu' ? 'dqup:t' : 'dqtp:u',
      long: { directory: 'd', 'dry-run': 'u', quiet: 'q', suffix: 'suffix', tmpdir: 'p' },
      withValue: ['suffix'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const [written] = options.operands;
    const folder = options.values.get('p') || call.env.get('TMPDIR') || '/tmp';
    const name = (written ?? 'tmp.XXXXXXXXXX') + (options.values.get('suffix') ?? '');
    const template =
      written === undefined || options.has('p') || options.has('t') ? inside(folder, name) : name;
    const run = /X{3,}(?=[^X/]*$)/.exec(template);
    if (!run)
      return failed(
        flavour === 'gnu' ? `mktemp: too few X's in template '${template}'` : 'mktemp: : Invalid argument',
      );
    for (let number = 0; ; number += 1) {
      const path =
        template.slice(0, run.index) +
        counted(number, run[0].length) +
        template.slice(run.index + run[0].length);
      if (call.files.lstat(path).kind === 'found') continue;
      try {
        if (options.has('u')) return { stdout: `${path}\n` };
        if (options.has('d')) call.files.makeDirectory(path, { mode: 0o700 });
        else call.files.write(path, '', { mode: 0o600 });
        return { stdout: `${path}\n` };
      } catch (error) {
        const reason = reasonOf(error);
        const kind = options.has('d') ? 'directory' : 'file';
        return failed(
          flavour === 'gnu'
            ? `mktemp: failed to create ${kind} via template '${template}': ${reason}`
            : `mktemp: : ${reason}`,
        );
      }
    }
  },
});
