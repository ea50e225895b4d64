/** mv of coreutils 9 and BusyBox: everything keeps owner and mode. */
import { flavourOf, optionError } from './support/flavour.ts';
import { reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { sourceAt, targets } from './support/targets.ts';
import { defineTool, type ToolResult } from './types.ts';

export const mv = defineTool({
  names: ['mv'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'finuvTt:bZ',
      long: {
        force: 'f',
        interactive: 'i',
        'no-clobber': 'n',
        update: 'u',
        verbose: 'v',
        'no-target-directory': 'T',
        'target-directory': 't',
        'strip-trailing-slashes': 'sts',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const pairs = targets(call, options, flavour);
    if (!Array.isArray(pairs)) return pairs as ToolResult;
    const gnu = flavour === 'gnu';
    const says = new Says();
    for (const [from, to] of pairs as readonly (readonly [string, string])[]) {
      if (!sourceAt(call, from, to, { flavour, says, follow: false, busybox: 'rename' })) continue;
      if (options.has('n') && call.files.exists(to)) continue;
      if (call.files.resolve(from) === call.files.resolve(to)) {
        says.error(`mv: '${from}' and '${to}' are the same file`);
        continue;
      }
      try {
        call.files.move(from, to.length > 1 ? to.replace(/\/+$/, '') : to);
      } catch (error) {
        const reason = reasonOf(error);
        if (!gnu) says.error(`mv: can't rename '${from}': ${reason}`);
        else if (reason === 'Directory not empty') says.error(`mv: cannot overwrite '${to}': ${reason}`);
        else if (reason === 'Invalid argument')
          says.error(`mv: cannot move '${from}' to a subdirectory of itself, '${to}'`);
        else says.error(`mv: cannot move '${from}' to '${to}': ${reason}`);
      }
    }
    return says.result();
  },
});
