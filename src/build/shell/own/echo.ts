/** dash's echo. */

/** dash's echo knows -n alone, and reads backslashes. */
export function dashEcho(args: readonly string[]): string {
  const quiet = args[0] === '-n';
  const text = (quiet ? args.slice(1) : args).join(' ');
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] as string;
    const next = text[at + 1];
    if (char !== '\\' || next === undefined) {
      out += char;
      continue;
    }
    at += 1;
    if (next === 'c') return out;
    const octal = next === '0' ? (/^[0-7]{0,3}/.exec(text.slice(at + 1, at + 4))?.[0] ?? '') : undefined;
    if (octal !== undefined) {
      out += String.fromCharCode(Number.parseInt(octal || '0', 8) & 0xff);
      at += octal.length;
    } else out += ESCAPES[next] ?? `\\${next}`;
  }
  return quiet ? out : `${out}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};
