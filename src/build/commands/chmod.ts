/** chmod of coreutils 9 and BusyBox: octal and symbolic modes, -R, `--reference`. */
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { everything, look, reasonOf, Says } from './support/look.ts';
import { modeChange } from './support/mode-change.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

export const chmod = defineTool({
  names: ['chmod'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    // `-x` and `-w,o+r` are modes, not options.
    const isMode = (word: string) => /^-[rwxXst]/.test(word) || /^-[ugo]$/.test(word);
    const mode = call.args.find((word) => !word.startsWith('-') || isMode(word));
    const rest = [...call.args];
    if (mode !== undefined) rest.splice(rest.indexOf(mode), 1);
    const options = readOptions(rest, {
      short: 'Rcvf',
      long: {
        recursive: 'R',
        changes: 'c',
        verbose: 'v',
        quiet: 'f',
        silent: 'f',
        reference: 'reference',
        'preserve-root': 'p',
        'no-preserve-root': 'n',
      },
      withValue: ['reference'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const reference = options.values.get('reference');
    if (mode === undefined && reference === undefined) return missingOperand(call, flavour);
    const paths =
      reference === undefined
        ? options.operands
        : [...(mode === undefined ? [] : [mode]), ...options.operands];
    if (paths.length === 0) return missingOperand(call, flavour, `missing operand after '${mode}'`);
    let change =
      reference === undefined && mode !== undefined ? modeChange(mode, flavour === 'gnu') : undefined;
    if (reference !== undefined) {
      const model = look(call, reference);
      const bits = model.kind === 'found' ? model.entry.mode : 0o644;
      change = () => bits;
    }
    if (!change) {
      return failed(
        flavour === 'gnu'
          ? `chmod: invalid mode: '${mode}'\nTry 'chmod --help' for more information.`
          : `chmod: invalid mode '${mode}'`,
      );
    }
    const apply = change;
    const says = new Says();
    for (const path of paths) {
      const seen = look(call, path);
      if (seen.kind === 'absent') {
        says.error(
          flavour === 'gnu'
            ? `chmod: cannot access '${path}': ${seen.reason}`
            : `chmod: ${path}: ${seen.reason}`,
        );
        continue;
      }
      const all = options.has('R')
        ? [seen.kind === 'found' ? seen.path : path, ...everything(call, path).slice(1)]
        : [path];
      for (const one of all) {
        // Links below a directory are left alone.
        const entry = call.files.lstat(one);
        if (one !== path && entry.kind === 'found' && entry.entry.type === 'symlink') continue;
        try {
          call.files.update(one, (old) => ({
            ...old,
            mode: apply(old.mode, old.type === 'directory') & 0o7777,
          }));
        } catch (error) {
          const reason = reasonOf(error);
          says.error(
            flavour === 'gnu'
              ? `chmod: changing permissions of '${one}': ${reason}`
              : `chmod: ${one}: ${reason}`,
          );
        }
      }
    }
    return says.result();
  },
});
