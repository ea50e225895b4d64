/** The commands that stand in for what a shell does and says by itself (a script that `dialect/` has changed calls them). */
import { OWN } from './dialect/own.ts';
import { evaluate } from './dialect/test-command.ts';
import { dashEcho } from './own/echo.ts';
import { exec, isOnPath, open, readable, source, testFiles } from './own/files.ts';
import { type OwnHost, type Said, spoken } from './own/host.ts';
import { job, trace, trap, ulimit, umask, wait } from './own/jobs.ts';
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
    case 'check': {
      const { exitCode } = evaluate('test', args, host.frame.kind, testFiles(host));
      return { exitCode };
    }
    case 'job':
      return job(args, host);
    case 'wait':
      return wait(line, words, host);
    case 'past':
      host.frame.isPast = true;
      return {};
    case 'fits':
      if (args.length - 2 !== Number(args[1]))
        host.unknown('what [[ ]] says of a variable that is empty or has spaces is not followed for BusyBox');
      return { exitCode: Number(line) };
    case 'onpath':
      return isOnPath(args, host);
    case 'readable':
      return readable(args, host);
    case 'trap':
      return trap(words, host);
    case 'umask':
      return umask(words, host);
    case 'ulimit':
      return ulimit(words, host);
    case 'times':
      return { stdout: '0m0.000s 0m0.000s\n0m0.000s 0m0.000s\n' };
    case 'home':
      return { stdout: `${host.home(args[0] ?? '') ?? `~${args[0] ?? ''}`}\n` };
    case 'trace':
      return trace(args);
    case 'tracing':
      return { exitCode: line.includes('x') ? 0 : 1 };
    case 'shown':
      return { exitCode: Number(line) };
    case 'command':
      return commandV(line, words, host);
    case 'type':
      return type(line, words, host);
    case 'hash':
      return hash(line, words, host);
    default:
      // The aliases of a script are put in when it is read.
      return {};
  }
}
