/**
 * Whose tool a name is. Alpine has BusyBox's, whose words are musl's and its own; Debian and Ubuntu have
 * coreutils, shadow and adduser with glibc's words.
 */
import { failed, type ToolCall, type ToolResult } from '../types.ts';
import type { Options } from './options.ts';

export type Flavour = 'busybox' | 'gnu';

/** Which of the two answers this call. A link to BusyBox decides; else the image's family does. */
export function flavourOf(call: ToolCall): Flavour {
  const path = call.which(call.name);
  const there = path === undefined ? undefined : call.files.lstat(path);
  if (there?.kind === 'found' && there.entry.type === 'symlink')
    return /(^|\/)busybox$/.test(there.entry.target) ? 'busybox' : 'gnu';
  const { family, libc } = call.image;
  if (family === 'alpine' || family === 'busybox') return 'busybox';
  if (family !== undefined) return 'gnu';
  return libc === 'musl' || call.files.exists('/bin/busybox') ? 'busybox' : 'gnu';
}

/**
 * What getopt says of an option that is not there or lacks its argument; undefined where all is well.
 * BusyBox prints its usage behind it, which is left out here; coreutils points to `--help`.
 */
export function optionError(
  call: ToolCall,
  options: Options,
  flavour: Flavour,
  exitCode = 1,
): ToolResult | undefined {
  const { error } = options;
  if (!error) return undefined;
  const { name } = call;
  const { option, long, kind } = error;
  if (flavour === 'busybox') {
    const said = kind === 'argument' ? 'option requires an argument' : 'unrecognized option';
    return failed(`${name}: ${said}: ${option}`, exitCode);
  }
  const hint = `\nTry '${name} --help' for more information.`;
  if (kind === 'argument') {
    return failed(
      long
        ? `${name}: option '--${option}' requires an argument${hint}`
        : `${name}: option requires an argument -- '${option}'${hint}`,
      exitCode,
    );
  }
  if (kind === 'ambiguous') return failed(`${name}: option '--${option}' is ambiguous${hint}`, exitCode);
  return failed(
    long
      ? `${name}: unrecognized option '--${option}'${hint}`
      : `${name}: invalid option -- '${option}'${hint}`,
    exitCode,
  );
}

/** What coreutils says where a word is missing; BusyBox prints its usage instead. */
export function missingOperand(call: ToolCall, flavour: Flavour, what = 'missing operand'): ToolResult {
  if (flavour === 'gnu')
    return failed(`${call.name}: ${what}\nTry '${call.name} --help' for more information.`);
  return failed(`Usage: ${call.name} [OPTIONS] …`);
}
