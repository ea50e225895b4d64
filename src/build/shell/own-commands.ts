/** The commands that stand in for what a shell does and says by itself (a script that `dialect/` has changed calls them). */
import { OWN } from './dialect/own.ts';
import { evaluate } from './dialect/test-command.ts';
import { dashEcho } from './own/echo.ts';
import { exec, open, source, testFiles } from './own/files.ts';
import { type OwnHost, type Said, spoken } from './own/host.ts';
import { commandV, hash, type } from './own/names.ts';

/** Name of one of these commands in a path or word; undefined for any other. */
export function ownName(name: string): string | undefined {
  const prefix = OWN.slice(OWN.lastIndexOf('/') + 1);
  return name.startsWith(prefix) ? name.slice(prefix.length) : undefined;
}

/** Runs one of the commands. The first word is the line, where one can be named. */
export function ownCommand(name: string, args: readonly string[], host: OwnHost): Said {
  const [line = '1', ...words] = args;
  switch (name) {
    case 'say': {
      const [code = '1', at = '1', message] = args;
      return { exitCode: Number(code), ...(message === undefined ? {} : { stderr: spoken(at, message) }) };
    }
    case 'echo':
      return { stdout: dashEcho(args) };
    case 'test': {
      const [called = '[', ...rest] = words;
      const { exitCode, message } = evaluate(called, rest, host.frame.kind, testFiles(host));
      if (message === undefined) return { exitCode };
      // `[` is a program of its own in BusyBox and speaks as one.
      return { exitCode, stderr: host.frame.kind === 'ash' ? `${message}\n` : spoken(line, message) };
    }
    case 'open':
      return open(line, words, host);
    case 'exec':
      return exec(line, words[0] ?? '', host);
    case 'source':
      return source(line, words, host);
    case 'trap':
      return trap(words, host);
    case 'umask':
      return umask(words, host);
    case 'command':
      return commandV(line, words, host);
    case 'type':
      return type(line, words, host);
    case 'hash':
      return hash(line, words, host);
    default:
      // An alias is of no use in a script: no shell expands it there but ash and dash on later lines.
      if (words.length > 0 && host.frame.kind !== 'bash')
        host.unknown('what an alias stands for is not followed');
      return {};
  }
}

function trap(words: readonly string[], { frame, unknown }: OwnHost): Said {
  const [action = '', ...signals] = words[0] === '--' ? words.slice(1) : words;
  if (!signals.some((one) => one === 'EXIT' || one === '0')) {
    if (signals.some((one) => one === 'ERR' || one === 'DEBUG' || one === 'RETURN'))
      unknown(`trap … ${signals.join(' ')} is not followed`);
    return {};
  }
  if (action === '-' || action === '') delete frame.trap;
  else frame.trap = action;
  return {};
}

function umask(words: readonly string[], { unknown }: OwnHost): Said {
  const [mask] = words;
  if (mask === undefined) return { stdout: '0022\n' };
  if (mask === '-S') return { stdout: 'u=rwx,g=rx,o=rx\n' };
  if (!/^0?0?22$/.test(mask)) unknown('modes are followed for the umask 022 alone');
  return {};
}
