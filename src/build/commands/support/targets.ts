/** Sources and targets, as cp and mv take them. */
import { failed, type ToolCall, type ToolResult } from '../types.ts';
import { type Flavour, missingOperand } from './flavour.ts';
import { inside, lastName, look, type Says } from './look.ts';
import type { Options } from './options.ts';

/** Where several sources go: the directory, or one name for one source; a ToolResult where that is wrong. */
export function targets(
  call: ToolCall,
  options: Options,
  flavour: Flavour,
): readonly (readonly [from: string, to: string])[] | ToolResult {
  const { operands } = options;
  const directory = options.values.get('t');
  const sources = directory === undefined ? operands.slice(0, -1) : operands;
  const to = directory ?? operands.at(-1);
  if (to === undefined) return missingOperand(call, flavour, 'missing file operand');
  if (sources.length === 0) {
    return missingOperand(
      call,
      flavour,
      directory === undefined ? `missing destination file operand after '${to}'` : 'missing file operand',
    );
  }
  const seen = look(call, to, { quiet: true });
  const isDirectory = seen.kind === 'found' && seen.entry.type === 'directory';
  if (directory !== undefined && !isDirectory && seen.kind !== 'unknown') {
    return failed(
      `${call.name}: target directory '${to}': ${seen.kind === 'absent' ? seen.reason : 'Not a directory'}`,
    );
  }
  if (options.has('T')) {
    const [only = ''] = sources;
    return sources.length > 1 ? failed(`${call.name}: extra operand '${to}'`) : [[only, to]];
  }
  if (isDirectory)
    return sources.map(
      (from) =>
        [from, inside(to, lastName(from) === '.' || lastName(from) === '..' ? '.' : lastName(from))] as const,
    );
  if (sources.length === 1) return [[sources[0] ?? '', to]];
  if (seen.kind === 'unknown') return sources.map((from) => [from, inside(to, lastName(from))] as const);
  if (flavour === 'gnu')
    return failed(
      `${call.name}: target '${to}': ${seen.kind === 'absent' ? seen.reason : 'Not a directory'}`,
    );
  return sources.map((from) => [from, inside(to, lastName(from))] as const);
}

/**
 * What is at a source. Undefined where nothing is there (it has been said, in the words of the flavour) or where
 * nobody knows what is: then nobody knows what is at the target, either.
 * @param busybox what BusyBox says that it cannot do: `stat`, `rename`
 */
export function sourceAt(
  call: ToolCall,
  from: string,
  to: string,
  how: { readonly flavour: Flavour; readonly says: Says; readonly follow: boolean; readonly busybox: string },
): Extract<ReturnType<typeof look>, { kind: 'found' }> | undefined {
  const seen = look(call, from, { follow: how.follow });
  if (seen.kind === 'absent') {
    const cannot = how.flavour === 'gnu' ? 'cannot stat' : `can't ${how.busybox}`;
    how.says.error(`${call.name}: ${cannot} '${from}': ${seen.reason}`);
    return undefined;
  }
  if (seen.kind === 'unknown') {
    call.files.writeUnknown(to, seen.why);
    return undefined;
  }
  return seen;
}
