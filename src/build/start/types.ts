/** What starting a container says. */
import type { Certainty } from '../filesystem/types.ts';

export interface StartResult {
  /**
   * `ok`: the program is started; what it does after that is its own affair. A script that is followed to an end without
   * an error has the exit code 0, too.
   */
  readonly status: 'ok' | 'fails' | 'unknown';
  readonly certainty: Certainty;
  /** What is started: ENTRYPOINT and CMD together. */
  readonly command: readonly string[];
  /** Docker's message behind `docker: `; absent where the container itself was started. */
  readonly message?: string;
  /** What the started shell or program says when it fails at once. */
  readonly stderr?: string;
  /** What a script that was followed prints. */
  readonly stdout?: string;
  /** It is known to run on: a server, a loop, a long sleep. Absent where nobody can tell, or where it ends. */
  readonly runs?: true;
  /** Of `docker run`: 127 not found, 126 not executable, 125 any other trouble, or the program's own. */
  readonly exitCode?: number;
  /** What it means, for someone who meets it for the first time; with `unknown`, what cannot be told. */
  readonly why?: string;
  readonly advice?: string;
  /**
   * The programs that were started one after the other, by real path: the one that Docker starts, those that entrypoints,
   * shells and `#!` lines hand over to. A command that the base image has without being listed stands by its name.
   */
  readonly programs?: readonly string[];
}

/** A verdict on one program, without the command. */
export type Verdict = Omit<StartResult, 'command' | 'programs'> & {
  /** The program starts, and what it does then is to be followed: its words. */
  readonly follow?: readonly string[];
};

export const OK: Verdict = { status: 'ok', certainty: 'known' };

export function unknown(why: string): Verdict {
  return { status: 'unknown', certainty: 'unknown', why };
}

/** Docker itself refuses. */
export function refused(message: string, exitCode: number, why: string, advice: string): Verdict {
  return {
    status: 'fails',
    certainty: 'known',
    message: `Error response from daemon: ${message}`,
    exitCode,
    why,
    advice,
  };
}

/** The container runs and ends at once. */
export function ended(stderr: string, exitCode: number, why: string, advice: string): Verdict {
  return {
    status: 'fails',
    certainty: 'known',
    ...(stderr === '' ? {} : { stderr: `${stderr}\n` }),
    exitCode,
    why,
    advice,
  };
}
