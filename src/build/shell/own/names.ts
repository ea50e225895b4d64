/** `command -v`, `type` and `hash`: what a name stands for. */
import { isBuiltin } from '../dialect/kinds.ts';
import { type OwnHost, type Said, spoken } from './host.ts';

/** `command -v` and `command -V`. */
export function commandV(line: string, words: readonly string[], host: OwnHost): Said {
  const [option = '-v', ...rest] = words;
  const bash = host.frame.kind === 'bash' || host.frame.kind === 'sh';
  // dash and ash look at the first name alone.
  const names = bash ? rest : rest.slice(0, 1);
  const found = names.map((name) => [name, place(name, host)] as const);
  if (option === '-V') {
    const [name = '', at] = found[0] ?? [];
    if (at !== undefined) return { stdout: `${name} is ${at === name ? 'a shell builtin' : at}\n` };
    if (bash) return { exitCode: 1, stderr: spoken(line, `command: ${name}: not found`) };
    return { exitCode: 127, stdout: `${name}: not found\n` };
  }
  const there = found.flatMap(([, at]) => (at === undefined ? [] : [`${at}\n`]));
  const exitCode = there.length > 0 ? 0 : bash ? 1 : 127;
  return { stdout: there.join(''), exitCode };
}

/** What a name stands for: itself where it is the shell's own, else a path. */
function place(name: string, { frame, files, which }: OwnHost): string | undefined {
  if (frame.functions.has(name) || isBuiltin(frame.kind, name)) return name;
  if (!name.includes('/')) return which(name);
  const seen = files.stat(name);
  return seen.kind === 'found' && seen.entry.type !== 'directory' && files.may(name, 1) ? name : undefined;
}

/** `type`. */
export function type(line: string, words: readonly string[], host: OwnHost): Said {
  const { frame } = host;
  const bash = frame.kind === 'bash' || frame.kind === 'sh';
  const options = bash ? words.filter((one) => one.startsWith('-')).join('') : '';
  let stdout = '';
  let stderr = '';
  let exitCode = 0;
  for (const name of words.filter((one) => !(bash && one.startsWith('-')))) {
    const at = place(name, host);
    if (at === undefined) {
      exitCode = bash ? 1 : 127;
      if (/[tpP]/.test(options)) continue;
      if (bash) stderr += spoken(line, `type: ${name}: not found`);
      else stdout += `${name}: not found\n`;
    } else if (/[pP]/.test(options)) stdout += at === name ? '' : `${at}\n`;
    else if (options.includes('t'))
      stdout += `${frame.functions.has(name) ? 'function' : at === name ? 'builtin' : 'file'}\n`;
    else if (frame.functions.has(name)) stdout += `${name} is a ${bash ? '' : 'shell '}function\n`;
    else
      stdout += `${name} is ${at === name ? `a ${!bash && SPECIAL.has(name) ? 'special ' : ''}shell builtin` : at}\n`;
  }
  return { stdout, stderr, exitCode };
}

const SPECIAL: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
);

/** `hash`: an error for a name that is nowhere. */
export function hash(line: string, words: readonly string[], host: OwnHost): Said {
  let stderr = '';
  for (const name of words.filter((one) => !one.startsWith('-'))) {
    if (place(name, host) === undefined) stderr += spoken(line, `hash: ${name}: not found`);
  }
  return { stderr, exitCode: stderr === '' ? 0 : 1 };
}
