/** What the end of a script means, for someone who meets it for the first time. */
import type { Verdict } from './types.ts';

interface Meaning {
  readonly why: string;
  readonly advice: string;
}

/** Reads the last line of what a script says, and its exit code. */
export function explainEnd(stderr: string, exitCode: number, workdir: string): Meaning {
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  // A shell says who speaks, sometimes the line, then what it is about and why.
  const about = (reason: string) => {
    const end = last.lastIndexOf(reason);
    return end < 0 ? undefined : last.slice(0, end).split(': ').at(-1);
  };
  const missing =
    exitCode === 127
      ? (about(': not found') ??
        about(': command not found') ??
        about(': No such file or directory') ??
        about(': cannot execute: required file not found'))
      : undefined;
  if (missing !== undefined) {
    return {
      why: missing.includes('/')
        ? `The shell starts, and finds nothing at ${missing}, or not what that needs in order to run.`
        : `The shell starts, and no folder of PATH has a program called ${missing}.`,
      advice: 'Compare the path with that of the COPY that brings the program into the final stage.',
    };
  }
  const denied =
    exitCode === 126 ? (about(': Permission denied') ?? about(': permission denied')) : undefined;
  if (denied !== undefined) {
    return {
      why: `${denied} is there, and the user of the container may not execute it.`,
      advice: 'Let everybody read and execute it: COPY --chmod=755, or chmod in the stage that makes it.',
    };
  }
  if (/Permission denied$/i.test(last)) {
    return {
      why: 'The user of the container has no right to do what the script does there.',
      advice:
        'Make the folder or file in the image and give it to the user: COPY --chown, or chown in a RUN before USER.',
    };
  }
  if (/: parameter not set$|: unbound variable$/.test(last) || /: [A-Za-z_]\w*: (?!.*: )\S/.test(last)) {
    const name = /([A-Za-z_]\w*): (?:parameter not set|unbound variable|[^:]+)$/.exec(last)?.[1];
    if (name !== undefined && /^[A-Z_][A-Z0-9_]*$/.test(name))
      return {
        why: `The script asks for the variable ${name}, and the image does not set it.`,
        advice: `Give it a value with ENV in the final stage, or with docker run -e ${name}=….`,
      };
  }
  if (/o such file/i.test(last)) {
    return {
      why: `The script asks for a file that the final image does not have. It runs in ${workdir}.`,
      advice: 'Copy the file into the final stage, and compare its path with WORKDIR.',
    };
  }
  return {
    why: `What the container starts ends with exit code ${exitCode}, and the container ends with it.`,
    advice: 'Look at what it says, and at the last command that it runs.',
  };
}

/** A script that came to its end, and failed. */
export function failedScript(stderr: string, exitCode: number, workdir: string): Verdict {
  return {
    status: 'fails',
    certainty: 'known',
    ...(stderr === '' ? {} : { stderr }),
    exitCode,
    ...explainEnd(stderr, exitCode, workdir),
  };
}
