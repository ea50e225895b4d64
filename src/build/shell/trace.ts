/** Lines of `set -x` in the words of each shell (dash 0.5.12, bash 5.2, BusyBox 1.37; tests/engine/scripts). */
import { OWN, OWN_VARIABLE, TOGETHER, TRACED } from './dialect/own.ts';
import type { ShellKind } from './words.ts';

/** Our own commands of which the script has one of the same name, and how many words in front are ours. */
const SHOWN: Readonly<Record<string, number>> = {
  echo: 0,
  test: 1,
  trap: 1,
  umask: 1,
  command: 1,
  type: 1,
  hash: 1,
  alias: 1,
  wait: 1,
  times: 1,
  ulimit: 1,
  shown: 1,
  tracing: 1,
  exec: 1,
};
const NAMED: ReadonlySet<string> = new Set(['test', 'shown', 'tracing']);
/** Commands whose own lines stand outside of what they run. */
const NESTS: ReadonlySet<string> = new Set(['eval', '.', 'source']);
/** Commands whose assignments bash writes once more. */
const DECLARES: ReadonlySet<string> = new Set(['export', 'readonly']);

/**
 * The lines that a shell writes.
 * @param lines those of the interpreter
 */
export function tracedLines(lines: readonly string[], kind: ShellKind): string[] {
  const out: string[] = [];
  let group = 0;
  let joined: string[] = [];
  let skip = false;
  const end = (prefix: string, text: string, isOne = true) => {
    if (group > 0 && isOne) {
      joined.push(text);
      group -= 1;
      if (group > 0) return;
      out.push(prefix + joined.join(' '));
      joined = [];
    } else out.push(prefix + text);
  };
  for (const line of lines) {
    const found = line.startsWith(TRACED) ? line.indexOf(TRACED, 1) : -1;
    if (found < 0) {
      out.push(line);
      continue;
    }
    const prefix = line.slice(1, found);
    const rest = line.slice(found + 1);
    if (rest.startsWith(TRACED)) {
      end(prefix, rest.slice(1), false);
      continue;
    }
    const set = /^([A-Za-z_]\w*(?:\[[^\]]*\])?\+?)=(.*)$/.exec(rest);
    if (set) {
      const [, name = '', value = ''] = set;
      if (name === TOGETHER) group = Number(value);
      else if (!name.startsWith(OWN_VARIABLE) && name !== 'PS4')
        end(prefix, `${name}=${quoted(value, kind, true)}`);
      continue;
    }
    const words = readWords(rest);
    if (rest === 'set +e +e') continue;
    const own = words[0]?.startsWith(OWN) ? words[0].slice(OWN.length) : undefined;
    if (own !== undefined) {
      const ours = SHOWN[own];
      if (ours === undefined) continue;
      const kept = words.slice(1 + ours);
      if (!NAMED.has(own)) kept.unshift(own);
      if (kept.length === 0) continue;
      end(prefix, write(kept, kind));
      skip = own === 'exec';
      continue;
    }
    if (skip) {
      skip = false;
      continue;
    }
    const inner = NESTS.has(words[0] ?? '') && kind === 'bash' && prefix.startsWith('++');
    end(inner ? prefix.slice(1) : prefix, write(words, kind));
    if (kind === 'bash' && DECLARES.has(words[0] ?? '')) {
      for (const one of words.slice(1)) {
        const at = one.indexOf('=');
        if (at > 0) out.push(`${prefix}${one.slice(0, at + 1)}${quoted(one.slice(at + 1), kind, true)}`);
      }
    }
  }
  return out;
}

/** Text that took lines of `set -x` along, without the marks. */
export function unmarked(text: string): string {
  if (!text.includes(TRACED)) return text;
  return text
    .split('\n')
    .filter(
      (line) =>
        !line.startsWith(TRACED) ||
        !/^'?(\/usr\/bin\/__stagecraft_|__stagecraft_|set \+e \+e)/.test(
          line.slice(line.indexOf(TRACED, 1) + 1),
        ),
    )
    .map((line) => line.replaceAll(TRACED, ''))
    .join('\n');
}

function write(words: readonly string[], kind: ShellKind): string {
  return words.map((one) => quoted(one, kind, false)).join(' ');
}

const RESERVED: ReadonlySet<string> = new Set(
  '! case do done elif else esac fi for function if in then until while { }'.split(' '),
);

/** A word as a shell writes it. */
function quoted(text: string, kind: ShellKind, isValue: boolean): string {
  if (kind === 'dash') return text;
  if (kind === 'ash') {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are quoted too
    if (/[\x00-*;-?[\\`{-\uffff]/.test(text) || (!isValue && RESERVED.has(text))) return busyboxQuotes(text);
    return text;
  }
  if (text === '') return isValue ? '' : "''";
  if (/[\s'"\\|&;()<>!{}*[\]?^$`]/.test(text) || /^[#~]|[=:]~/.test(text)) {
    return text === "'" ? "\\'" : `'${text.replaceAll("'", "'\\''")}'`;
  }
  // The locale of a build knows no letters but ASCII's.
  if (/[^\x20-\x7e]/.test(text)) return `$'${octal(text)}'`;
  return text;
}

/** `it's` as `'it'"'"'s'`. */
function busyboxQuotes(text: string): string {
  let out = '';
  for (const [part = ''] of text.matchAll(/'+|[^']+/g))
    out += part.startsWith("'") ? `${out === '' ? "''" : ''}"${part}"` : `'${part}'`;
  return out;
}

function octal(text: string): string {
  return [...new TextEncoder().encode(text)]
    .map((byte) =>
      byte < 0x20 || byte > 0x7e
        ? `\\${byte.toString(8).padStart(3, '0')}`
        : String.fromCharCode(byte).replace(/[\\']/, '\\$&'),
    )
    .join('');
}

/** The words of a line of the interpreter's: plain, `'…'`, `"…"` where a quote is inside, `$'…'` where a control sign is. */
function readWords(line: string): string[] {
  const words: string[] = [];
  let at = 0;
  while (at < line.length) {
    const start = line[at];
    let end: number;
    if (start === "'") {
      end = endOf(line, at + 1, "'");
      words.push(line.slice(at + 1, end));
    } else if (start === '"') {
      end = endOf(line, at + 1, '"');
      words.push(line.slice(at + 1, end).replace(/\\([\\$`"])/g, '$1'));
    } else if (line.startsWith("$'", at)) {
      end = endOf(line, at + 2, "'");
      words.push(unescaped(line.slice(at + 2, end)));
    } else {
      const space = line.indexOf(' ', at);
      end = (space < 0 ? line.length : space) - 1;
      words.push(line.slice(at, end + 1));
    }
    at = end + 2;
  }
  return words;
}

/** Where a quoted word ends: at a quote before a space or the end. */
function endOf(line: string, from: number, quote: string): number {
  for (let at = from; at < line.length; at += 1) {
    if (line[at] === '\\' && quote === '"') at += 1;
    else if (line[at] === quote && (at + 1 === line.length || line[at + 1] === ' ')) return at;
  }
  return line.length;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))/g, (_, two, four, one) => {
    const code = two ?? four;
    if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16));
    return one === 'n' ? '\n' : one === 't' ? '\t' : one;
  });
}
