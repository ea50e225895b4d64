/** gzip, xz, bzip2, zstd and their opposites: a file takes another form, whose content is not worked out. */
import { flavourOf } from './support/flavour.ts';
import { look, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool } from './types.ts';

const SUFFIXES: Readonly<Record<string, string>> = {
  gzip: '.gz',
  gunzip: '.gz',
  xz: '.xz',
  unxz: '.xz',
  bzip2: '.bz2',
  bunzip2: '.bz2',
  zstd: '.zst',
  unzstd: '.zst',
};

/** Compresses or expands files in place; sizes and content of the other form are not worked out. */
export const compressors = defineTool({
  names: Object.keys(SUFFIXES),
  origin: 'system',
  run(call) {
    const options = readOptions(call.args, {
      short: 'dckfqvnrt0123456789T:o:',
      long: {
        decompress: 'd',
        uncompress: 'd',
        keep: 'k',
        stdout: 'c',
        force: 'f',
        best: '9',
        fast: '1',
        rm: 'rm',
        threads: 'T',
      },
    });
    const expand =
      options.has('d') ||
      call.name.startsWith('un') ||
      call.name.startsWith('gun') ||
      call.name.startsWith('bun');
    const suffix = SUFFIXES[call.name] ?? '';
    const says = new Says();
    if (options.operands.length === 0 || options.has('c'))
      call.unknown(`what ${call.name} puts out is not worked out`);
    else {
      for (const path of options.operands) {
        const seen = look(call, path);
        if (seen.kind === 'absent') {
          says.error(
            `${flavourOf(call) === 'gnu' ? call.name.replace(/^g?un|cat$/, '').replace(/^zip$|^z$/, 'gzip') : call.name}: ${path}: ${seen.reason}`,
          );
          continue;
        }
        const to = expand
          ? path.endsWith(suffix)
            ? path.slice(0, -suffix.length)
            : `${path}.out`
          : `${path}${suffix}`;
        const mode = seen.kind === 'found' ? { mode: seen.entry.mode } : {};
        call.files.writeOpaque(
          to,
          { size: { bytes: 0, certainty: 'unknown', why: `${call.name} is not worked out` } },
          mode,
        );
        if (!options.has('k') && !call.name.includes('zst')) call.files.remove(path);
      }
    }
    return says.result();
  },
});
