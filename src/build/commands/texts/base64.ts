/** base64 of coreutils and BusyBox, of text and of bytes. */
import { flavourOf } from '../support/flavour.ts';
import { bytesOf, endlessOf, input, latin1 } from '../support/input.ts';
import { defineTool, failed, type ToolOutput } from '../types.ts';

export const base64 = defineTool({
  names: ['base64'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const decode = call.args.some((word) => /^-\w*[dD]\w*$|^--decode$/.test(word));
    const wrapAt = call.args.findIndex((word) => /^-w|^--wrap/.test(word));
    const given = call.args[wrapAt]?.replace(/^-w|^--wrap=?/, '') || call.args[wrapAt + 1];
    const width = wrapAt < 0 ? 76 : Number(given);
    const words = call.args.filter(
      (word, at) =>
        word === '-' ||
        (!word.startsWith('-') && !(at === wrapAt + 1 && /^-w$|^--wrap$/.test(call.args[wrapAt] ?? ''))),
    );
    const [path = '-'] = words;
    const gnu = flavourOf(call) === 'gnu';
    const found = input(call, path);
    if (found.kind === 'unknown') return {};
    if (found.kind === 'failed')
      return failed(
        gnu ? `base64: ${path}: ${found.reason}` : `base64: can't open '${path}': ${found.reason}`,
      );
    const bytes = bytesOf(found.content);
    if (bytes) return decode ? decoded(bytes, gnu) : { stdout: wrapped(btoa(latin1(bytes)), width) };
    const { size } = found.content;
    const why = 'it shows what is not known';
    const known = !decode && size.certainty === 'known' && endlessOf(found.content) === undefined;
    const letters = Math.ceil(size.bytes / 3) * 4;
    const lines = width > 0 ? Math.ceil(letters / width) : 0;
    return {
      stdout: call.files.marked({
        size: known
          ? { bytes: letters + lines, certainty: 'known', why }
          : { bytes: 0, certainty: 'unknown', why },
        ...(endlessOf(found.content) === undefined ? {} : { fingerprint: 'endless /dev/urandom' }),
      }),
    };
  },
});

function wrapped(text: string, width: number): string {
  if (!(width > 0)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += width) out += `${text.slice(at, at + width)}\n`;
  return out;
}

function decoded(bytes: Uint8Array, gnu: boolean): ToolOutput {
  const text = new TextDecoder().decode(bytes).replace(/\s/g, '');
  const good = /^[A-Za-z0-9+/]*={0,2}/.exec(text)?.[0] ?? '';
  const broken = good.length !== text.length || good.length % 4 === 1;
  const whole = good.slice(0, good.length - (good.replace(/=+$/, '').length % 4 === 1 ? 1 : 0));
  try {
    const result = { stdout: atob(whole), isBinary: true };
    // BusyBox passes over what is no base64.
    return broken && gnu ? { ...result, exitCode: 1, stderr: 'base64: invalid input\n' } : result;
  } catch {
    return failed(gnu ? 'base64: invalid input' : 'base64: truncated input');
  }
}
