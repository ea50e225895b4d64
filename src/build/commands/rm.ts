/** rm of coreutils 9 and BusyBox. */
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { lastName, look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

export const rm = defineTool({
  names: ['rm', 'unlink'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'rRfidvI',
      long: {
        recursive: 'r',
        force: 'f',
        interactive: 'i',
        dir: 'd',
        verbose: 'v',
        'preserve-root': 'p',
        'no-preserve-root': 'n',
        'one-file-system': 'x',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const recursive = options.has('r') || options.has('R');
    const force = options.has('f');
    if (options.operands.length === 0) return force ? {} : missingOperand(call, flavour);
    const says = new Says();
    for (const path of options.operands) {
      const name = lastName(path);
      if (name === '.' || name === '..') {
        says.error(
          flavour === 'gnu'
            ? `rm: refusing to remove '.' or '..' directory: skipping '${path}'`
            : `rm: '.', '..' and '/' may not be removed`,
        );
        continue;
      }
      if (call.files.resolve(path) === '/' && flavour === 'gnu' && recursive && !options.has('n')) {
        return failed(
          "rm: it is dangerous to operate recursively on '/'\nrm: use --no-preserve-root to override this failsafe",
        );
      }
      const seen = look(call, path, { follow: false, quiet: force });
      if (seen.kind === 'absent') {
        const gone = seen.reason === 'No such file or directory' || seen.reason === 'Not a directory';
        if (!force || !gone)
          says.error(
            flavour === 'gnu'
              ? `rm: cannot remove '${path}': ${seen.reason}`
              : `rm: can't remove '${path}': ${seen.reason}`,
          );
        continue;
      }
      if (
        seen.kind === 'found' &&
        seen.entry.type === 'directory' &&
        !recursive &&
        !(options.has('d') && call.files.list(path).length === 0)
      ) {
        says.error(
          flavour === 'gnu' ? `rm: cannot remove '${path}': Is a directory` : `rm: '${path}' is a directory`,
        );
        continue;
      }
      try {
        call.files.remove(path);
        if (options.has('v')) says.out.push(`removed '${path}'`);
      } catch (error) {
        says.error(
          flavour === 'gnu'
            ? `rm: cannot remove '${path}': ${reasonOf(error)}`
            : `rm: can't remove '${path}': ${reasonOf(error)}`,
        );
      }
    }
    return says.result();
  },
});
