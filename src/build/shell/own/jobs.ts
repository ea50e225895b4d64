/** What a shell remembers: its jobs, what it does at the end, its limits. */
import { TRACED } from '../dialect/own.ts';
import { BARE } from '../words.ts';
import { type OwnHost, type Said, spoken } from './host.ts';

/** Where the numbers of jobs begin. */
const FIRST_JOB = 7;

/** `job start` names a new job; `job end NUMBER CODE` says how it ended. */
export function job(words: readonly string[], { frame }: OwnHost): Said {
  const [verb, number = '', code = '0'] = words;
  if (verb === 'start') {
    const next = FIRST_JOB + frame.jobs.size;
    frame.jobs.set(next, 0);
    return { stdout: `${next}\n` };
  }
  frame.jobs.set(Number(number), Number(code));
  return {};
}

/** `wait`: how the last of the named jobs ended. */
export function wait(line: string, words: readonly string[], { frame, unknown }: OwnHost): Said {
  if (words.some((one) => one.startsWith('-'))) unknown(`wait ${words.join(' ')} is not followed`);
  let exitCode = 0;
  let stderr = '';
  for (const one of words.filter((name) => !name.startsWith('-'))) {
    const ended = frame.jobs.get(Number(one));
    exitCode = ended ?? 127;
    if (ended === undefined && frame.kind === 'bash')
      stderr += spoken(line, `wait: pid ${one} is not a child of this shell`);
  }
  return { exitCode, stderr };
}

/** Ways to write a signal's name. */
function signalName(text: string): string {
  return text === '0' ? 'EXIT' : text.replace(/^SIG/, '');
}

/** `trap`. */
export function trap(words: readonly string[], { frame, unknown }: OwnHost): Said {
  const [first, ...rest] = words[0] === '--' ? words.slice(1) : words;
  if (first === undefined || first === '-p') {
    const lines = [...frame.traps].map(
      ([name, action]) =>
        `trap -- '${action.replaceAll("'", "'\\''")}' ${frame.kind === 'bash' && name !== 'EXIT' ? 'SIG' : ''}${name}\n`,
    );
    return { stdout: lines.join('') };
  }
  const isReset = rest.length === 0;
  const signals = (isReset ? [first] : rest).map(signalName);
  const action = isReset || first === '-' ? undefined : first;
  for (const name of signals) {
    const isBash = ['ERR', 'DEBUG', 'RETURN'].includes(name);
    if (isBash && frame.kind === 'dash')
      return { exitCode: 1, stderr: spoken('1', `${BARE}trap: ${name}: bad trap`) };
    if (action === undefined) frame.traps.delete(name);
    else frame.traps.set(name, action);
    if (isBash && action !== undefined) unknown(`trap … ${name} is not followed`);
  }
  return {};
}

/** `umask`. */
export function umask(words: readonly string[], { unknown }: OwnHost): Said {
  const [mask] = words;
  if (mask === undefined) return { stdout: '0022\n' };
  if (mask === '-S') return { stdout: 'u=rwx,g=rx,o=rx\n' };
  if (!/^0?0?22$/.test(mask)) unknown('modes are followed for the umask 022 alone');
  return {};
}

/** `ulimit`: a limit is what the script made it; what it was before is the builder's. */
export function ulimit(words: readonly string[], { frame, unknown }: OwnHost): Said {
  const option = words.find((one) => one.startsWith('-'))?.replace(/[SH]/g, '') ?? '-f';
  const value = words.find((one) => !one.startsWith('-'));
  if (value !== undefined) {
    frame.bounds.set(option, value);
    return {};
  }
  const known = frame.bounds.get(option);
  if (known === undefined) unknown('which limits a build has is not known');
  return { stdout: `${known ?? 'unlimited'}\n` };
}

/** A line of `set -x` of a command that is no simple one: the flags of the shell, then its text. */
export function trace(words: readonly string[]): Said {
  const [code = '0', flags = '', text = ''] = words;
  return {
    exitCode: Number(code),
    ...(flags.includes('x') ? { stderr: `${TRACED}+ ${TRACED}${TRACED}${text}\n` } : {}),
  };
}
