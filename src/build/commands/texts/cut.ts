/** cut and uniq of coreutils and BusyBox, and tac. */
import { flavourOf, optionError } from '../support/flavour.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';
import { bytesIn, byteText, opaque, readText } from './bytes.ts';

/** All that a tool reads, or what it ends with. */
function texts(call: ToolCall, paths: readonly string[], words: (path: string, reason: string) => string) {
  const out: string[] = [];
  const said: string[] = [];
  for (const path of paths.length === 0 ? ['-'] : paths) {
    const found = readText(call, path);
    if (found.kind === 'opaque') return { end: opaque(call, found.endless) };
    if (found.kind === 'failed') said.push(`${words(path, found.reason)}\n`);
    if (found.kind === 'text') out.push(found.text);
  }
  return { texts: out, stderr: said.join(''), exitCode: said.length > 0 ? 1 : 0 };
}

export const cut = defineTool({
  names: ['cut'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: gnu ? 'b:c:d:f:nsz' : 'b:c:d:f:nsDF:O:',
      long: {
        ...(gnu
          ? {
              bytes: 'b',
              characters: 'c',
              delimiter: 'd',
              fields: 'f',
              'only-delimited': 's',
              complement: 'complement',
            }
          : {}),
        'output-delimiter': 'O',
        ...(gnu ? { 'zero-terminated': 'z' } : {}),
      },
      withValue: ['O'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.has('F') || options.has('D')) {
      call.unknown('cut -F and -D are not followed');
      return {};
    }
    const list = options.values.get('f') ?? options.values.get('c') ?? options.values.get('b');
    const kinds = ['b', 'c', 'f'].filter((one) => options.has(one)).length;
    if (list === undefined || kinds > 1) {
      const what =
        list === undefined
          ? 'you must specify a list of bytes, characters, or fields'
          : 'only one type of list may be specified';
      return failed(
        gnu
          ? `cut: ${what}\nTry 'cut --help' for more information.`
          : 'cut: expected a list of bytes, characters, or fields',
      );
    }
    const ranges = readRanges(list);
    if (!ranges)
      return failed(
        gnu
          ? `cut: invalid field value '${list}'\nTry 'cut --help' for more information.`
          : `cut: invalid range ${list}`,
      );
    const delimiter = byteText(options.values.get('d') ?? '\t');
    if (delimiter.length > 1 && gnu)
      return failed("cut: the delimiter must be a single character\nTry 'cut --help' for more information.");
    const complement = options.has('complement');
    const chosen = (at: number) => ranges.some(([from, to]) => at >= from && at <= to) !== complement;
    const end = options.has('z') ? '\0' : '\n';
    const between = byteText(options.values.get('O') ?? (options.has('f') ? delimiter : ''));
    const read = texts(call, options.operands, (path, reason) => `cut: ${path}: ${reason}`);
    if (read.end) return read.end;
    const out: string[] = [];
    for (const text of read.texts) {
      const lines = text.split(end);
      if (lines.at(-1) === '') lines.pop();
      for (const line of lines) {
        if (!options.has('f')) {
          const runs: string[] = [];
          let open = false;
          for (let at = 0; at < line.length; at += 1) {
            const is = chosen(at + 1);
            if (is && open) runs[runs.length - 1] += line[at] as string;
            else if (is) runs.push(line[at] as string);
            open = is;
          }
          out.push(runs.join(between) + end);
        } else if (line.includes(delimiter) && delimiter !== '') {
          out.push(
            line
              .split(delimiter)
              .filter((_, at) => chosen(at + 1))
              .join(between) + end,
          );
        } else if (!options.has('s')) out.push(line + end);
      }
    }
    return { stdout: out.join(''), stderr: read.stderr, exitCode: read.exitCode, isBinary: true };
  },
});

function readRanges(list: string): (readonly [number, number])[] | undefined {
  const out: [number, number][] = [];
  for (const one of list.split(/[, ]/)) {
    const match = /^(\d*)(-?)(\d*)$/.exec(one);
    if (!match || (match[1] === '' && match[3] === '')) return undefined;
    const from = match[1] === '' ? 1 : Number(match[1]);
    const to = match[2] === '' ? from : match[3] === '' ? Number.POSITIVE_INFINITY : Number(match[3]);
    if (from === 0 || to < from) return undefined;
    out.push([from, to]);
  }
  return out;
}

export const uniq = defineTool({
  names: ['uniq'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(call.args, {
      short: gnu ? 'cdDf:is:uw:z' : 'cdf:is:uw:z',
      long: gnu
        ? {
            count: 'c',
            repeated: 'd',
            'skip-fields': 'f',
            'ignore-case': 'i',
            'skip-chars': 's',
            unique: 'u',
            'check-chars': 'w',
            'zero-terminated': 'z',
          }
        : {},
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const [path = '-', to] = options.operands;
    const read = texts(call, [path], (name, reason) =>
      gnu ? `uniq: ${name}: ${reason}` : `uniq: can't open '${name}': ${reason}`,
    );
    if (read.end) {
      if (to !== undefined) call.unknown(`what uniq writes to ${to} is not known`);
      return read.end;
    }
    if (read.exitCode !== 0) return { stderr: read.stderr, exitCode: 1 };
    const end = options.has('z') ? '\0' : '\n';
    const lines = (read.texts[0] ?? '').split(end);
    if (lines.at(-1) === '') lines.pop();
    const fields = Number(options.values.get('f') ?? 0);
    const chars = Number(options.values.get('s') ?? 0);
    const width = Number(options.values.get('w') ?? Number.POSITIVE_INFINITY);
    const part = (line: string) => {
      let rest = line;
      for (let one = 0; one < fields; one += 1) rest = rest.replace(/^[ \t]*[^ \t]*/, '');
      const key = rest.slice(chars, Number.isFinite(width) ? chars + width : undefined);
      return options.has('i') ? key.toLowerCase() : key;
    };
    const groups: { readonly line: string; readonly key: string; count: number; readonly all: string[] }[] =
      [];
    for (const line of lines) {
      const key = part(line);
      const last = groups.at(-1);
      if (last && last.key === key) {
        last.count += 1;
        last.all.push(line);
      } else groups.push({ line, key, count: 1, all: [line] });
    }
    const out: string[] = [];
    for (const { line, count, all } of groups) {
      if (options.has('D')) {
        if (count > 1) out.push(...all.map((one) => one + end));
        continue;
      }
      if ((options.has('d') && count === 1) || (options.has('u') && count > 1)) continue;
      out.push(`${options.has('c') ? `${String(count).padStart(7)} ` : ''}${line}${end}`);
    }
    const stdout = out.join('');
    if (to === undefined) return { stdout, isBinary: true };
    call.files.write(to, bytesIn(stdout));
    return {};
  },
});

export const tac = defineTool({
  names: ['tac'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    if (call.args.some((word) => /^-./.test(word))) {
      call.unknown(`tac ${call.args.join(' ')} is not followed`);
      return {};
    }
    const read = texts(call, call.args, (path, reason) =>
      gnu ? `tac: failed to open '${path}' for reading: ${reason}` : `tac: ${path}: ${reason}`,
    );
    if (read.end) return read.end;
    const stdout = read.texts
      .map((text) => (text.match(/[^\n]*\n|[^\n]+$/g) ?? []).reverse().join(''))
      .join('');
    return { stdout, stderr: read.stderr, exitCode: read.exitCode, isBinary: true };
  },
});
