/** dd of coreutils 9 and BusyBox: if, of, bs, count, skip, seek. */
import { toBytes } from '../filesystem/content.ts';
import { flavourOf } from './support/flavour.ts';
import { reasonOf } from './support/look.ts';
import { defineTool, failed } from './types.ts';

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
  run(call) {
    const gnu = flavourOf(call) === 'gnu';
    const values = new Map(
      call.args.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)] as const),
    );
    const input = values.get('if');
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
      if (input === undefined) bytes = toBytes(call.stdin);
      else if (/^\/dev\/(zero|u?random)$/.test(input)) {
        if (count === undefined) {
          call.unknown('dd copies until the disk is full');
          return {};
        }
        length = size * count;
        if (input === '/dev/zero' && length <= MAX_WRITTEN) bytes = new Uint8Array(length);
        else why = input === '/dev/zero' ? 'so many zeros are not kept' : 'it is random';
      } else if (call.files.stat(input).kind === 'absent') {
        return failed(
          gnu
            ? `dd: failed to open '${input}': No such file or directory`
            : `dd: can't open '${input}': No such file or directory`,
        );
      } else bytes = call.files.readBytes(input);
      if (bytes && input !== '/dev/zero')
        bytes = bytes.slice(skip * size, count === undefined ? undefined : (skip + count) * size);
      const total = bytes?.length ?? length;
      const full = total === undefined ? 0 : Math.floor(total / size);
      const part = total !== undefined && total % size > 0 ? 1 : 0;
      // How fast it was is left out; how much it copied is said as coreutils does.
      const stderr = `${full}+${part} records in\n${full}+${part} records out\n`;
      if (output === undefined) {
        if (!bytes) call.unknown('what dd prints is not known');
        return { stdout: bytes ? new TextDecoder('latin1').decode(bytes) : '', stderr };
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
