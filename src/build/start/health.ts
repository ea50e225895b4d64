/**
 * What becomes of HEALTHCHECK once the container runs. Docker 28.5 starts its command in the container again and again;
 * where that fails as often as --retries says, the container is marked unhealthy, and goes on running.
 */
import type { Scope } from './scope.ts';
import type { Verdict } from './types.ts';

/** What the health check will come to. */
export interface HealthFinding {
  readonly why: string;
  readonly advice: string;
}

/** Docker's own number of tries where HEALTHCHECK gives none (docs.docker.com/reference/dockerfile/#healthcheck). */
const RETRIES = 3;

/**
 * Says what Docker will say where the command of the health check cannot be run; undefined where it can be run, where it
 * cannot be told, and where there is none.
 * @param run the verdict on a program with its arguments, in the running container
 */
export async function healthFinding(
  scope: Scope,
  run: (program: string, args: readonly string[]) => Promise<Verdict>,
): Promise<HealthFinding | undefined> {
  const { healthcheck } = scope.config;
  if (!healthcheck) return undefined;
  const [kind, ...words] = healthcheck.test;
  if (kind !== 'CMD' && kind !== 'CMD-SHELL') return undefined;
  // The shell of the image (SHELL) runs it, as it runs the shell form of CMD.
  const shell = scope.config.shell ?? ['/bin/sh', '-c'];
  const [program, ...args] = kind === 'CMD' ? words : [...shell, words.join(' ')];
  if (program === undefined) return undefined;
  const verdict = await run(program, args);
  if (verdict.status !== 'fails' || verdict.exitCode === 0) return undefined;
  const output = said(verdict);
  const tries = healthcheck.retries || RETRIES;
  return {
    why: `The container runs, and is marked unhealthy after ${tries} ${tries === 1 ? 'try' : 'tries'}: its HEALTHCHECK fails each time${output === '' ? '' : ` with "${output}"`}.`,
    advice:
      kind === 'CMD-SHELL' && verdict.message !== undefined
        ? 'The image has no shell for this form of HEALTHCHECK. Write its command as a JSON array, with a program that the image has.'
        : 'Check with a program that the final image has (BusyBox has wget, a language has its own way), or install what HEALTHCHECK calls.',
  };
}

/** What `docker inspect` shows as the output of the check. */
function said({ message, stderr }: Verdict): string {
  const exec = message === undefined ? -1 : message.indexOf('exec: "');
  if (message !== undefined && exec >= 0) {
    return `OCI runtime exec failed: exec failed: unable to start container process: ${message.slice(exec)}`;
  }
  return (stderr ?? message ?? '').trim();
}
