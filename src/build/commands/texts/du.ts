/** du of coreutils 9 and BusyBox: room on a disk with blocks of 4 KiB, which is an estimate of the real one's. */
import { flavourOf, optionError } from '../support/flavour.ts';
import { look, Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, type Entry, type ToolOutput } from '../types.ts';

const BLOCK = 4096;

export const du = defineTool({
  names: ['du'],
  origin: 'system',
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'aHLd:ckhmsxlb0PS',
      long: {
        all: 'a',
        summarize: 's',
        'human-readable': 'h',
        total: 'c',
        'max-depth': 'd',
        bytes: 'b',
        'apparent-size': 'apparent',
        'one-file-system': 'x',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    call.estimated('how much room files take depends on the disk: blocks of 4 KiB are assumed');
    const says = new Says();
    const depth = options.has('s') ? 0 : Number(options.values.get('d') ?? Number.POSITIVE_INFINITY);
    const apparent = options.has('b') || options.has('apparent');
    const room = (entry: Entry): number => {
      if (entry.type === 'directory') return BLOCK;
      if (entry.type !== 'file') return 0;
      if (entry.size.certainty === 'unknown') call.unknown('the size of a file that du counts is not known');
      return apparent ? entry.size.bytes : Math.ceil(entry.size.bytes / BLOCK) * BLOCK;
    };
    const shown = (bytes: number): string => {
      if (options.has('b')) return String(bytes);
      if (options.has('m')) return String(Math.ceil(bytes / 1024 ** 2));
      return options.has('h') ? human(bytes) : String(Math.ceil(bytes / 1024));
    };
    const sum = (path: string, written: string, entry: Entry, level: number): number => {
      let bytes = room(entry);
      if (entry.type === 'directory') {
        for (const name of call.files.list(path)) {
          const below = `${path === '/' ? '' : path}/${name}`;
          const found = call.files.lstat(below);
          if (found.kind === 'found')
            bytes += sum(below, `${written.replace(/\/$/, '')}/${name}`, found.entry, level + 1);
        }
      }
      const listed = entry.type === 'directory' || options.has('a') || level === 0;
      if (listed && level <= depth) says.out.push(`${shown(bytes)}\t${written}`);
      return bytes;
    };
    let total = 0;
    for (const path of options.operands.length === 0 ? ['.'] : options.operands) {
      const seen = look(call, path, { follow: false });
      if (seen.kind === 'absent')
        says.error(
          flavour === 'gnu' ? `du: cannot access '${path}': ${seen.reason}` : `du: ${path}: ${seen.reason}`,
        );
      else if (seen.kind === 'found') total += sum(seen.path, path, seen.entry, 0);
    }
    if (options.has('c')) says.out.push(`${shown(total)}\ttotal`);
    return says.result();
  },
});

/** `4.0K`, `12M`: one digit behind the point below ten. */
function human(bytes: number): string {
  let value = bytes;
  for (const unit of ['', 'K', 'M', 'G']) {
    if (value < 1024) {
      const rounded = unit !== '' && value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : Math.ceil(value);
      return `${rounded}${unit}`;
    }
    value /= 1024;
  }
  return `${Math.ceil(value)}T`;
}
