/** Reads the addresses of sed: which lines a command is for. */
import type { Address } from './commands.ts';
import type { Scanner } from './scanner.ts';

/** Reads an address; undefined where there is none. */
export function address(scan: Scanner): Address | undefined {
  const number = /^\d+/.exec(scan.script.slice(scan.at, scan.at + 20))?.[0];
  if (number !== undefined) {
    scan.at += number.length;
    const step = /^[ \t]*~[ \t]*(\d+)/.exec(scan.script.slice(scan.at, scan.at + 30));
    if (!step || !scan.options.gnu) return { kind: 'line', line: Number(number) };
    scan.at += step[0].length;
    return { kind: 'step', first: Number(number), step: Number(step[1]) };
  }
  if (scan.script[scan.at] === '$') {
    scan.at += 1;
    return { kind: 'last' };
  }
  if (scan.script[scan.at] !== '/' && scan.script[scan.at] !== '\\') return undefined;
  if (scan.script[scan.at] === '\\') scan.at += 1;
  const delimiter = scan.script[scan.at] as string;
  scan.at += 1;
  const text = scan.delimited(delimiter, true);
  if (text === undefined) return scan.fail('unterminated address regex', scan.script.length);
  const flags = { fold: false, lines: false };
  for (; scan.options.gnu && /[IM]/.test(scan.script[scan.at] ?? ''); scan.at += 1)
    flags[scan.script[scan.at] === 'I' ? 'fold' : 'lines'] = true;
  return { kind: 'match', regex: scan.expression(text, flags) };
}

/** Reads the address behind a comma. */
export function secondAddress(scan: Scanner): Address {
  const relative = /^([+~])(\d+)/.exec(scan.script.slice(scan.at, scan.at + 20));
  if (relative) {
    scan.at += relative[0].length;
    return { kind: relative[1] === '+' ? 'plus' : 'multiple', lines: Number(relative[2]) };
  }
  return address(scan) ?? scan.fail("unexpected `,'", scan.at);
}
