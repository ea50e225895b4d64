/** envsubst, yes, which, patch: small tools that read and write text. */
import { defineTool, failed, type ToolResult } from './types.ts';

export const envsubst = defineTool({
  names: ['envsubst'],
  origin: 'optional',
  run(call): ToolResult {
    const [format] = call.args.filter((word) => !word.startsWith('-'));
    const only =
      format === undefined
        ? undefined
        : new Set([...format.matchAll(/\$\{?([A-Za-z_]\w*)\}?/g)].map(([, name]) => name));
    const stdout = call.stdin.replace(/\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})/g, (whole, plain, braced) => {
      const name = plain ?? braced;
      if (only && !only.has(name)) return whole;
      return call.env.get(name) ?? '';
    });
    return { stdout };
  },
});

/** `yes` never ends; whoever reads it takes what it needs. */
export const yes = defineTool({
  names: ['yes'],
  origin: 'system',
  run: (call) => ({ stdout: `${call.args.join(' ') || 'y'}\n`.repeat(1000) }),
});

export const which = defineTool({
  names: ['which'],
  origin: 'system',
  run(call): ToolResult {
    const names = call.args.filter((word) => !word.startsWith('-'));
    const places = names.map((name) =>
      name.includes('/') ? (call.files.exists(name) ? name : undefined) : call.which(name),
    );
    return {
      stdout: places.flatMap((one) => (one === undefined ? [] : [`${one}\n`])).join(''),
      exitCode: names.length === 0 || places.includes(undefined) ? 1 : 0,
    };
  },
});

/** patch with unified diffs whose lines are found where they are said to be; anything else is not followed. */
export const patch = defineTool({
  names: ['patch'],
  origin: 'optional',
  run(call): ToolResult {
    let strip: number | undefined;
    let input: string | undefined;
    const words: string[] = [];
    for (let at = 0; at < call.args.length; at += 1) {
      const word = call.args[at] as string;
      if (/^-p\d*$/.test(word)) strip = Number(word.slice(2) || call.args[++at]);
      else if (word === '-i') input = call.args[++at];
      else if (word === '-d') {
        call.unknown('patch -d is not followed');
        return {};
      } else if (!word.startsWith('-')) words.push(word);
    }
    if (input !== undefined && call.files.stat(input).kind === 'absent')
      return failed(`patch: **** Can't open patch file ${input} : No such file or directory`, 2);
    const text = input === undefined ? call.stdin : call.files.read(input);
    const said: string[] = [];
    const sections = (text ?? '').split(/^--- /m).slice(1);
    if (text === undefined || sections.length === 0) {
      call.unknown('what patch changes is not known');
      return {};
    }
    for (const section of sections) {
      const lines = section.split('\n');
      const name = (lines[1] ?? '').replace(/^\+\+\+ /, '').split('\t')[0] ?? '';
      const path =
        words[0] ??
        name
          .split('/')
          .slice(strip ?? 0)
          .join('/');
      const old = call.files.isFile(path) ? call.files.read(path) : undefined;
      const next = old === undefined || strip === undefined ? undefined : apply(old, lines.slice(2));
      if (next === undefined) {
        call.unknown(`what patch makes of ${path} is not followed`);
        if (call.files.isFile(path))
          call.files.writeOpaque(path, { size: { bytes: 0, certainty: 'unknown', why: 'it was patched' } });
        continue;
      }
      call.files.write(path, next);
      said.push(`patching file ${path}\n`);
    }
    return { stdout: said.join('') };
  },
});

function apply(old: string, lines: readonly string[]): string | undefined {
  const source = old.split('\n');
  const out: string[] = [];
  let at = 0;
  for (const line of lines) {
    const head = /^@@ -(\d+)(?:,\d+)? \+\d+(?:,\d+)? @@/.exec(line);
    if (head) {
      const start = Number(head[1]) - 1;
      if (start < at) return undefined;
      out.push(...source.slice(at, start));
      at = start;
    } else if (line.startsWith(' ') || line.startsWith('-')) {
      if (source[at] !== line.slice(1)) return undefined;
      if (line.startsWith(' ')) out.push(line.slice(1));
      at += 1;
    } else if (line.startsWith('+')) out.push(line.slice(1));
    else if (line !== '' && !/^(diff|index|\\)/.test(line)) return undefined;
  }
  return [...out, ...source.slice(at)].join('\n');
}
