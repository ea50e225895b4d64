/** xargs of findutils and BusyBox: -n, -I, -0, -r, -d, -L, -t, -P (one after the other). */
import { flavourOf, optionError } from './support/flavour.ts';
import { quote } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

/** Splits words as xargs does: blanks and line ends, quotes and backslashes taken away. */
function words(text: string): string[] {
  const list: string[] = [];
  let word: string | undefined;
  let quoteChar = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoteChar !== '') {
      if (char === quoteChar) quoteChar = '';
      else word = (word ?? '') + char;
    } else if (char === '"' || char === "'") {
      quoteChar = char;
      word ??= '';
    } else if (char === '\\') {
      at += 1;
      word = (word ?? '') + (text[at] ?? '');
    } else if (char === ' ' || char === '\t' || char === '\n') {
      if (word !== undefined) list.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (word !== undefined) list.push(word);
  return list;
}

/** More calls than this are not followed. */
const MAX_CALLS = 5_000;

export const xargs = defineTool({
  names: ['xargs'],
  origin: 'system',
  async run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: flavour === 'gnu' ? '0rn:I:i:L:l:P:d:a:s:E:tpx' : '0rn:I:iP:a:s:E:e:tpxo',
      long: {
        null: '0',
        'no-run-if-empty': 'r',
        'max-args': 'n',
        replace: 'I',
        'max-lines': 'L',
        'max-procs': 'P',
        delimiter: 'd',
        'arg-file': 'a',
        verbose: 't',
      },
      stopAtOperand: true,
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const file = options.values.get('a');
    const input = file === undefined ? call.stdin : (call.files.read(file) ?? '');
    const command = options.operands.length === 0 ? ['echo'] : [...options.operands];
    const replace = options.values.get('I') ?? options.values.get('i');
    const delimiter = options.has('0')
      ? '\0'
      : options.values.get('d')?.replace('\\n', '\n').replace('\\0', '\0').replace('\\t', '\t');
    const lines = input
      .split('\n')
      .map((line) => line.trimStart())
      .filter((line) => line !== '');
    const parts = delimiter !== undefined ? input.split(delimiter) : undefined;
    if (parts?.at(-1) === '') parts.pop();
    const items = parts ?? (replace === undefined ? words(input) : lines);
    const perLine = options.values.get('L') ?? options.values.get('l');
    let groups: string[][];
    if (replace !== undefined) groups = items.map((item) => [item]);
    else if (perLine !== undefined && parts === undefined) {
      const step = Math.max(1, Number(perLine) || 1);
      groups = chunks(lines, step).map((some) => words(some.join('\n')));
    } else {
      const most = Number(options.values.get('n') ?? Number.POSITIVE_INFINITY);
      groups = most > 0 && Number.isFinite(most) ? chunks(items, most) : items.length > 0 ? [items] : [];
    }
    if (groups.length === 0 && !options.has('r') && replace === undefined) groups = [[]];
    if (groups.length > MAX_CALLS)
      call.unknown(`xargs would run ${groups.length} commands; ${MAX_CALLS} are followed`);
    let stdout = '';
    let stderr = '';
    let exitCode = 0;
    const [name = ''] = command;
    if (groups.length > 0 && !name.includes('/') && call.which(name) === undefined) {
      return failed(
        flavour === 'gnu'
          ? `xargs: failed to run command '${name}': No such file or directory`
          : `xargs: ${name}: No such file or directory`,
        127,
      );
    }
    for (const group of groups.slice(0, MAX_CALLS)) {
      const argv =
        replace === undefined
          ? [...command, ...group]
          : command.map((word) => word.replaceAll(replace || '{}', group[0] ?? ''));
      const line = argv.map(quote).join(' ');
      if (options.has('t')) stderr += `${argv.join(' ')}\n`;
      const result = await call.run(line, { noInput: true });
      stdout += result.stdout;
      stderr += result.stderr;
      if (result.exitCode === 255) return { stdout, stderr, exitCode: 124 };
      if (result.exitCode !== 0) exitCode = result.exitCode === 127 ? 127 : 123;
    }
    return { stdout, stderr, exitCode };
  },
});

function chunks<T>(list: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let at = 0; at < list.length; at += size) out.push(list.slice(at, at + size));
  return out;
}
