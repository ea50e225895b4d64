/** touch and truncate of coreutils 9 and BusyBox. No time is kept: a file that is there stays as it is. */
import { flavourOf, missingOperand, optionError } from './support/flavour.ts';
import { look, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

export const touch = defineTool({
  names: ['touch'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'acmhfd:r:t:',
      long: { 'no-create': 'c', date: 'd', reference: 'r', 'no-dereference': 'h', time: 'time' },
      withValue: ['time'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.operands.length === 0) return missingOperand(call, flavour, 'missing file operand');
    const says = new Says();
    for (const path of options.operands) {
      const seen = look(call, path, { quiet: true });
      if (seen.kind === 'found' && seen.entry.type === 'file') {
        // The time is not kept, but the file is in the layer again.
        try {
          call.files.update(path, (entry) => ({ ...entry }));
        } catch (error) {
          const reason = reasonOf(error);
          says.error(
            flavour === 'gnu' ? `touch: cannot touch '${path}': ${reason}` : `touch: ${path}: ${reason}`,
          );
        }
        continue;
      }
      if (seen.kind === 'found' || options.has('c')) continue;
      try {
        call.files.write(path, '');
      } catch (error) {
        const reason = reasonOf(error);
        says.error(
          flavour === 'gnu' ? `touch: cannot touch '${path}': ${reason}` : `touch: ${path}: ${reason}`,
        );
      }
    }
    return says.result();
  },
});

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  K: 1024,
  M: 1024 ** 2,
  G: 1024 ** 3,
  T: 1024 ** 4,
  KB: 1000,
  MB: 1e6,
  GB: 1e9,
};

/** A number of bytes as `-s` takes it: `10`, `4K`, `1MB`. */
export function bytesOf(text: string): number | undefined {
  const match = /^(\d{1,12})([KMGT]?B?)$/i.exec(text);
  const unit = match?.[2]?.toUpperCase() ?? '';
  const factor = UNITS[unit] ?? (unit === 'B' ? 512 : undefined);
  return match && factor !== undefined ? Number(match[1]) * factor : undefined;
}

const MAX_ZEROS = 64 * 1024;

export const truncate = defineTool({
  names: ['truncate', 'fallocate'],
  origin: 'system',
  run(call) {
    const options = readOptions(call.args, {
      short: 's:cl:',
      long: { size: 's', length: 'l', 'no-create': 'c' },
    });
    const size = bytesOf(options.values.get('s') ?? options.values.get('l') ?? '');
    if (size === undefined) return failed(`${call.name}: you must specify a size`);
    for (const path of options.operands) {
      const seen = look(call, path, { quiet: true });
      const old =
        seen.kind === 'found' && seen.entry.type === 'file' ? call.files.readBytes(path) : new Uint8Array();
      if (old && size <= MAX_ZEROS) {
        const next = new Uint8Array(size);
        next.set(old.subarray(0, size));
        call.files.write(path, next);
      } else
        call.files.writeOpaque(path, {
          size: { bytes: size, certainty: 'known' },
          ...(old?.length === 0 ? { fingerprint: `${size} zero bytes` } : {}),
        });
    }
    return {};
  },
});
