/** dd of coreutils 9 and BusyBox: if, of, bs, count, skip, seek. */
import { flavourOf } from './support/flavour.ts';
import { bytesOf, latin1, standardInput } from './support/input.ts';
import { reasonOf } from './support/look.ts';
import { defineTool, failed, type ToolOutput } from './types.ts';

const UNITS: Readonly<Record<string, number>> = {
  '': 1,
  c: 1,
  w: 2,
  b: 512,
  k: 1024,
  K: 1024,
  kB: 1000,
  M: 1024 ** 2,
  MB: 1000 ** 2,
  G: 1024 ** 3,
  GB: 1000 ** 3,
};
const MAX_WRITTEN = 8 * 1024 * 1024;

function amount(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const match = /^(\d{1,12})(\w{0,2})$/.exec(text.replace('iB', ''));
  const unit = UNITS[match?.[2] ?? ''];
  return match && unit !== undefined ? Number(match[1]) * unit : Number.NaN;
}

export const dd = defineTool({
  names: ['dd'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const values = new Map(
      call.args.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const),
    );
    const source = values.get('if');
    const output = values.get('of');
    const size = amount(values.get('bs') ?? values.get('ibs')) ?? 512;
    const count = amount(values.get('count'));
    const skip = amount(values.get('skip')) ?? 0;
    const wrong = [size, count ?? 0, skip].some((one) => Number.isNaN(one));
    if (wrong) {
      const [, text = ''] = [...values].find(([, value]) => Number.isNaN(amount(value) ?? 0)) ?? [];
      return failed(gnu ? `dd: invalid number: '${text}'` : `dd: invalid number '${text}'`);
    }
    if (values.has('seek') || values.has('conv') || (values.get('iflag') ?? '') !== '')
      call.unknown('what dd writes with seek, conv or iflag is not followed');
    let bytes: Uint8Array | undefined;
    let length: number | undefined;
    let why = '';
    try {
      const content = source === undefined ? standardInput(call) : undefined;
      if (content) {
        bytes = bytesOf(content);
        if (!bytes && content.size.certainty === 'known')
          length = Math.min(content.size.bytes, size * (count ?? Number.MAX_SAFE_INTEGER));
        why = content.size.why ?? '';
      } else if (/^\/dev\/(zero|u?random)$/.test(source ?? '')) {
        if (count === undefined) {
          call.unknown('dd copies until the disk is full');
          return {};
        }
        length = size * count;
        if (source === '/dev/zero' && length <= MAX_WRITTEN) bytes = new Uint8Array(length);
        else why = source === '/dev/zero' ? 'so many zeros are not kept' : 'it is random';
      } else if (source !== undefined && call.files.stat(source).kind === 'absent') {
        return failed(
          gnu
            ? `dd: failed to open '${source}': No such file or directory`
            : `dd: can't open '${source}': No such file or directory`,
        );
      } else if (source !== undefined) bytes = call.files.readBytes(source);
      if (bytes && source !== '/dev/zero')
        bytes = bytes.slice(skip * size, count === undefined ? undefined : (skip + count) * size);
      const total = bytes?.length ?? length;
      const full = total === undefined ? 0 : Math.floor(total / size);
      const part = total !== undefined && total % size > 0 ? 1 : 0;
      // How fast it was is left out; how much it copied is said as coreutils does.
      const stderr = `${full}+${part} records in\n${full}+${part} records out\n`;
      if (output === undefined) {
        const known = length === undefined ? 'unknown' : 'known';
        if (!bytes)
          return {
            stdout: call.files.marked({ size: { bytes: length ?? 0, certainty: known, why } }),
            stderr,
          };
        return { stdout: latin1(bytes), isBinary: true, stderr };
      }
      if (output === '/dev/null') return { stderr };
      if (bytes) call.files.write(output, bytes);
      else
        call.files.writeOpaque(output, {
          size:
            length === undefined
              ? { bytes: 0, certainty: 'unknown', why: 'what is copied is not known' }
              : { bytes: length, certainty: 'known', why },
        });
      return { stderr };
    } catch (error) {
      const reason = reasonOf(error);
      return failed(
        gnu ? `dd: failed to open '${output}': ${reason}` : `dd: can't open '${output}': ${reason}`,
      );
    }
  },
});
