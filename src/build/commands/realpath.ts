/** realpath and `readlink` of coreutils 9 and BusyBox. */
import { flavourOf, missingOperand } from './support/flavour.ts';
import { look, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool } from './types.ts';

export const realpath = defineTool({
  names: ['realpath', 'readlink'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'femnqsvzLP',
      long: {
        canonicalize: 'f',
        'canonicalize-existing': 'e',
        'canonicalize-missing': 'm',
        'no-newline': 'n',
        quiet: 'q',
        silent: 's',
        zero: 'z',
        'relative-to': 'to',
        'no-symlinks': 's',
      },
      withValue: ['to'],
    });
    if (options.operands.length === 0) return missingOperand(call, flavour);
    const says = new Says();
    const isReal = call.name === 'realpath';
    const whole = isReal || options.has('f') || options.has('e') || options.has('m');
    for (const path of options.operands) {
      if (!whole) {
        const seen = look(call, path, { follow: false });
        if (seen.kind === 'found' && seen.entry.type === 'symlink') says.out.push(seen.entry.target);
        else says.exitCode = 1;
        continue;
      }
      const found = call.files.stat(path);
      if (found.kind === 'unknown')
        call.unknown(`whether ${found.path} is there cannot be told: ${found.why}`);
      const parent = call.files.stat(call.files.resolve(path).replace(/\/[^/]*$/, '') || '/');
      const there =
        found.kind !== 'absent' ||
        options.has('m') ||
        (parent.kind !== 'absent' && !options.has('e') && (isReal || flavour === 'gnu'));
      if (there) says.out.push(options.has('s') && isReal ? call.files.resolve(path) : found.path);
      else if (isReal) {
        const reason =
          found.kind === 'absent' && found.code === 'ENOTDIR'
            ? 'Not a directory'
            : 'No such file or directory';
        says.error(`realpath: ${path}: ${reason}`);
      } else says.exitCode = 1;
    }
    const result = says.result();
    if (options.values.get('to') !== undefined) call.unknown('paths relative to another are not followed');
    return options.has('n') ? { ...result, stdout: result.stdout.replace(/\n$/, '') } : result;
  },
});
