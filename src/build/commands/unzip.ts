/** unzip and its kin: what comes out of an archive is not known. */
import { flavourOf } from './support/flavour.ts';
import { look } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolResult } from './types.ts';

export const UNKNOWN_ARCHIVE = 'what the archive holds is not known';

export const unzip = defineTool({
  names: ['unzip', '7z', 'bsdtar'],
  origin: 'system',
  run(call): ToolResult {
    const options = readOptions(call.args, { short: 'qonjlptvd:x:P:' });
    const [file] = options.operands;
    if (file === undefined) return failed('Usage: unzip [-lnojpqK] FILE[.zip] [FILE]...');
    const seen = look(call, file);
    if (seen.kind === 'absent')
      return failed(
        flavourOf(call) === 'gnu'
          ? `unzip:  cannot find or open ${file}, ${file}.zip or ${file}.ZIP.`
          : `unzip: can't open ${file}[.zip]`,
        flavourOf(call) === 'gnu' ? 9 : 1,
      );
    if (options.has('l') || options.has('p')) {
      call.unknown(UNKNOWN_ARCHIVE);
      return {};
    }
    const folder = options.values.get('d') ?? '.';
    call.files.makeDirectories(folder);
    call.files.markUnlisted(folder, UNKNOWN_ARCHIVE);
    call.estimated(`the archive ${file} is taken to be whole; ${UNKNOWN_ARCHIVE}`);
    return {};
  },
});
