/** ln of coreutils 9 and BusyBox. */
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { lastName, look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { targets } from './support/targets.ts';
import { defineTool, type ToolResult } from './types.ts';

export const ln = defineTool({
  names: ['ln'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: 'sfnvTt:irbLP',
      long: {
        symbolic: 's',
        force: 'f',
        'no-dereference': 'n',
        verbose: 'v',
        'no-target-directory': 'T',
        'target-directory': 't',
        relative: 'r',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const { operands } = options;
    const [only] = operands;
    if (only === undefined) return missingOperand(call, flavour, 'missing file operand');
    let pairs: readonly (readonly [string, string])[];
    const last = operands.at(-1) ?? '';
    const linked = call.files.lstat(last);
    if (operands.length === 1 && !options.has('t')) pairs = [[only, lastName(only)]];
    else if (
      options.has('n') &&
      operands.length === 2 &&
      linked.kind === 'found' &&
      linked.entry.type === 'symlink'
    ) {
      pairs = [[only, last]];
    } else {
      const read = targets(call, options, flavour);
      if (!Array.isArray(read)) return read as ToolResult;
      pairs = read as readonly (readonly [string, string])[];
    }
    const says = new Says();
    const symbolic = options.has('s');
    for (const [from, to] of pairs) {
      const source = symbolic ? undefined : look(call, from, { follow: false });
      if (source?.kind === 'absent') {
        says.error(
          gnu ? `ln: failed to access '${from}': ${source.reason}` : `ln: ${from}: ${source.reason}`,
        );
        continue;
      }
      if (source?.kind === 'found' && source.entry.type === 'directory') {
        says.error(
          gnu ? `ln: ${from}: hard link not allowed for directory` : `ln: ${to}: Operation not permitted`,
        );
        continue;
      }
      try {
        const there = call.files.lstat(to);
        if (there.kind === 'found' && options.has('f') && there.entry.type !== 'directory')
          call.files.remove(to);
        if (!symbolic) {
          if (call.files.lstat(to).kind === 'found') {
            says.error(
              gnu ? `ln: failed to create hard link '${to}': File exists` : `ln: ${to}: File exists`,
            );
            continue;
          }
          call.files.link(from, to);
        } else
          call.files.symlink(
            options.has('r') ? relative(call.files.resolve(from), call.files.resolve(to)) : from,
            to,
          );
      } catch (error) {
        const reason = reasonOf(error);
        says.error(
          gnu
            ? `ln: failed to create ${symbolic ? 'symbolic' : 'hard'} link '${to}': ${reason}`
            : `ln: ${to}: ${reason}`,
        );
      }
    }
    return says.result();
  },
});

/** The way from a link to its target. */
function relative(target: string, link: string): string {
  const from = link.split('/').slice(1, -1);
  const to = target.split('/').slice(1);
  let same = 0;
  while (same < from.length && same < to.length - 1 && from[same] === to[same]) same += 1;
  return [...from.slice(same).map(() => '..'), ...to.slice(same)].join('/');
}
