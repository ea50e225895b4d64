/** sort of coreutils and BusyBox, in the order of bytes: an image has no locale unless it sets one. */
import { flavourOf, optionError } from '../support/flavour.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';
import { bytesIn, byteText, opaque, readText } from './bytes.ts';
import { comparison, type Key, readKey } from './sort-keys.ts';

export const sort = defineTool({
  names: ['sort'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: 'bdfgiMhnRrVcCmo:sS:t:T:uzk:',
      long: gnu
        ? {
            'ignore-leading-blanks': 'b',
            'dictionary-order': 'd',
            'ignore-case': 'f',
            'general-numeric-sort': 'g',
            'human-numeric-sort': 'h',
            'month-sort': 'M',
            'numeric-sort': 'n',
            reverse: 'r',
            'version-sort': 'V',
            check: 'c',
            key: 'k',
            merge: 'm',
            output: 'o',
            stable: 's',
            'field-separator': 't',
            unique: 'u',
            'zero-terminated': 'z',
            parallel: 'parallel',
            'random-sort': 'R',
          }
        : {},
      withValue: ['parallel'],
    });
    const wrong = optionError(call, options, flavour, 2);
    if (wrong) return wrong;
    if (options.has('R')) {
      call.unknown('sort -R sorts at random');
      return {};
    }
    const letters = [...'bdfgiMhnrV'].filter((one) => options.has(one)).join('');
    const keys: Key[] = [];
    for (const text of options.all('k')) {
      const key = readKey(text, letters);
      if (!key) return failed(`sort: -: invalid field specification '${text}'`, 2);
      keys.push(key);
    }
    const end = options.has('z') ? '\0' : '\n';
    const lines: string[] = [];
    for (const path of options.operands.length === 0 ? ['-'] : options.operands) {
      const found = readText(call, path);
      if (found.kind === 'unknown') continue;
      if (found.kind === 'opaque') return notKnown(call, path, found.endless, options.values.get('o'));
      if (found.kind === 'failed') {
        const words = gnu
          ? `sort: ${found.isDirectory ? 'read failed' : 'cannot read'}: ${path}: ${found.reason}`
          : `sort: ${path}: ${found.reason}`;
        return failed(words, gnu || !found.isDirectory ? 2 : 1);
      }
      const parts = found.text.split(end);
      if (parts.at(-1) === '') parts.pop();
      for (const part of parts) lines.push(part);
    }
    const separator = options.values.get('t');
    const compare = comparison(keys, letters, separator === '\\0' ? '\0' : separator && byteText(separator));
    if (compare === undefined) {
      call.unknown(`sort ${call.args.join(' ')} is not followed`);
      return {};
    }
    const unique = options.has('u');
    // BusyBox sorts whole lines before it leaves some out.
    const plain = options.has('s') || (unique && gnu);
    const reverse = letters.includes('r') ? -1 : 1;
    const order = (a: string, b: string) =>
      compare(a, b) || (plain || a === b ? 0 : (a < b ? -1 : 1) * reverse);
    if (options.has('c') || options.has('C')) {
      const path = options.operands[0] ?? '-';
      for (let at = 1; at < lines.length; at += 1) {
        const way = order(lines[at - 1] as string, lines[at] as string);
        if (way < 0 || (way === 0 && !unique)) continue;
        const said = gnu
          ? `sort: ${path}:${at + 1}: disorder: ${lines[at]}\n`
          : `sort: Check line ${at + 1}\n`;
        return { exitCode: 1, ...(options.has('C') ? {} : { stderr: said }) };
      }
      return {};
    }
    lines.sort(order);
    const kept = unique
      ? lines.filter((line, at) => at === 0 || compare(lines[at - 1] as string, line) !== 0)
      : lines;
    const stdout = kept.map((line) => line + end).join('');
    const to = options.values.get('o');
    if (to === undefined) return { stdout, isBinary: true };
    call.files.write(to, bytesIn(stdout));
    return {};
  },
});

function notKnown(call: ToolCall, path: string, endless: boolean, to: string | undefined): ToolOutput {
  if (endless || to !== undefined) {
    call.unknown(endless ? `sort reads ${path} for ever` : `what sort writes to ${to} is not known`);
    return {};
  }
  return opaque(call, false);
}
