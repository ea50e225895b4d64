/** envsubst, yes, which, patch: small tools that read and write text. */
import { flavourOf } from './support/flavour.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

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

/** base64 of coreutils and BusyBox. */
export const base64 = defineTool({
  names: ['base64'],
  origin: 'system',
  run(call): ToolResult {
    const decode = call.args.some((word) => /^-\w*[dD]\w*$|^--decode$/.test(word));
    const wrapAt = call.args.findIndex((word) => /^-w|^--wrap/.test(word));
    const given = call.args[wrapAt]?.replace(/^-w|^--wrap=?/, '') || call.args[wrapAt + 1];
    const wrap = wrapAt < 0 ? 76 : Number(given);
    const words = call.args.filter(
      (word, at) =>
        !word.startsWith('-') && !(at === wrapAt + 1 && /^-w$|^--wrap$/.test(call.args[wrapAt] ?? '')),
    );
    const [path] = words;
    const gnu = flavourOf(call) === 'gnu';
    if (path !== undefined && path !== '-' && call.files.stat(path).kind === 'absent')
      return failed(
        gnu
          ? `base64: ${path}: No such file or directory`
          : `base64: can't open '${path}': No such file or directory`,
      );
    const bytes =
      path === undefined || path === '-' ? new TextEncoder().encode(call.stdin) : call.files.readBytes(path);
    if (!bytes) {
      call.unknown(`the content of ${path} is not known`);
      return {};
    }
    return decode ? decoded(call, bytes, gnu) : { stdout: wrapped(encode(bytes), wrap) };
  },
});

function encode(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

function wrapped(text: string, width: number): string {
  if (!(width > 0)) return text;
  let out = '';
  for (let at = 0; at < text.length; at += width) out += `${text.slice(at, at + width)}\n`;
  return out;
}

function decoded(call: ToolCall, bytes: Uint8Array, gnu: boolean): ToolResult {
  const text = new TextDecoder().decode(bytes).replace(/\s/g, '');
  const good = /^[A-Za-z0-9+/]*={0,2}/.exec(text)?.[0] ?? '';
  const broken = good.length !== text.length || good.length % 4 === 1;
  const whole = good.slice(0, good.length - (good.replace(/=+$/, '').length % 4 === 1 ? 1 : 0));
  let stdout = '';
  try {
    const raw = atob(whole);
    stdout = new TextDecoder().decode(Uint8Array.from(raw, (char) => char.charCodeAt(0)));
    if (stdout.includes('\ufffd')) call.unknown('binary output of base64 is not followed');
  } catch {
    return failed(gnu ? 'base64: invalid input' : 'base64: truncated input');
  }
  // BusyBox passes over what is no base64.
  if (!broken || !gnu) return { stdout };
  return { stdout, exitCode: 1, stderr: 'base64: invalid input\n' };
}
