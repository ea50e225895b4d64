/** Scripts of sed, as GNU's reads them, taken apart into commands. */
import { RegexBeyond } from '../regex/index.ts';
import { address, secondAddress } from './address.ts';
import type { Address, Command } from './commands.ts';
import { Scanner, type ScriptOptions } from './scanner.ts';
import { substitution, translation } from './substitution.ts';

/** Reads a script. Throws ScriptError; RegexBeyond where it is not followed. */
export function readScript(script: string, options: ScriptOptions): readonly Command[] {
  const commands: Command[] = [];
  const open: Command[] = [];
  const scan = new Scanner(script, options);
  for (;;) {
    scan.skip(/[ \t\n;]/);
    if (scan.at >= script.length) break;
    if (script[scan.at] === '#') {
      const end = script.indexOf('\n', scan.at);
      scan.at = end < 0 ? script.length : end;
      continue;
    }
    const from = address(scan);
    scan.skip(/[ \t]/);
    let to: Address | undefined;
    if (from && script[scan.at] === ',') {
      scan.at += 1;
      scan.skip(/[ \t]/);
      to = secondAddress(scan);
      scan.skip(/[ \t]/);
    }
    if (options.gnu && from?.kind === 'line' && from.line === 0 && to?.kind !== 'match')
      scan.fail('invalid usage of line address 0');
    const negated = script[scan.at] === '!';
    while (/[! \t]/.test(script[scan.at] ?? '')) scan.at += 1;
    const name = script[scan.at];
    if (name === undefined || name === '\n' || name === ';')
      scan.fail('missing command', Math.min(scan.at + 1, script.length));
    scan.at += 1;
    if (!options.gnu && /[QRWTzF~I]/.test(name as string)) scan.fail(`unsupported command ${name}`);
    const base = {
      name: name as string,
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
      negated,
      text: '',
    };
    const command = ((): Command => {
      switch (name) {
        case '{':
          return base;
        case '}': {
          const begin = open.pop();
          if (!begin) return scan.fail("unexpected `}'");
          begin.end = commands.length;
          scan.ending('extra characters after command');
          return base;
        }
        case ':':
        case 'b':
        case 't':
        case 'T': {
          scan.skip(/[ \t]/);
          const stop = options.gnu && name !== ':' ? /[\n;\s}]/ : /[\n;\s]/;
          const start = scan.at;
          while (scan.at < script.length && !stop.test(script[scan.at] as string)) scan.at += 1;
          const text = script.slice(start, scan.at);
          if (!options.gnu && text.endsWith('}')) throw new RegexBeyond('a label with a bracket');
          if (name === ':' && text === '') scan.fail('":" lacks a label');
          return { ...base, text };
        }
        case 'a':
        case 'i':
        case 'c':
          return { ...base, text: scan.lines() };
        case 'r':
        case 'w':
        case 'R':
        case 'W':
          return { ...base, text: scan.toLineEnd() || scan.fail('missing filename in r/R/w/W commands') };
        case 's':
          return { ...base, substitution: substitution(scan) };
        case 'y':
          return { ...base, translation: translation(scan) };
        case 'q':
        case 'Q':
        case 'l':
        case 'L': {
          if (!options.gnu && name === 'l') throw new RegexBeyond('the command l of BusyBox');
          scan.skip(/[ \t]/);
          const text = /^\d*/.exec(script.slice(scan.at, scan.at + 10))?.[0] ?? '';
          scan.at += text.length;
          if (!options.gnu && text !== '') scan.fail('missing command');
          scan.ending('extra characters after command');
          return { ...base, text };
        }
        case 'e':
          throw new RegexBeyond('the command e');
        default:
          if (!/^[=dDgGhHnNpPxzF]$/.test(name as string)) scan.fail(`unknown command: \`${name}'`);
          scan.ending('extra characters after command');
          return base;
      }
    })();
    if (name === '{') open.push(command);
    commands.push(command);
  }
  if (open.length > 0) scan.fail("unmatched `{'", 0);
  return commands;
}
