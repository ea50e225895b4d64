/** What Docker said of an answer against what the simulation says of it, one line a difference. */
import { counts, type SeenExercise } from './case.ts';
import type { Simulated } from './simulate.ts';

export interface Comparison {
  /** Where both speak and do not agree. */
  readonly differs: readonly string[];
  /** Where the simulation says that it cannot tell: neither agreement nor error. */
  readonly cannotTell: readonly string[];
  /** How many statements agree. */
  readonly agrees: number;
}

export function compare(docker: SeenExercise, simulated: Simulated): Comparison {
  const differs: string[] = [];
  const cannotTell: string[] = [...simulated.unknown];
  let agrees = 0;
  const same = (what: string, theirs: unknown, ours: unknown) => {
    if (JSON.stringify(theirs) === JSON.stringify(ours)) agrees++;
    else differs.push(`${what}: Docker ${JSON.stringify(theirs)}, simulated ${JSON.stringify(ours)}`);
  };
  // Whether it was built is the first question; behind a step that is not modelled nobody claims an answer.
  if ((docker.error === undefined) !== (simulated.error === undefined)) {
    if (simulated.error === undefined && simulated.unknown.length > 0) {
      return { differs, cannotTell, agrees };
    }
    same('build', docker.error ?? 'built', simulated.error ?? 'built');
    return { differs, cannotTell, agrees };
  }
  agrees++;
  if (docker.error !== undefined) {
    same('error line', docker.error.line, simulated.error?.line);
    same('exit code', docker.error.exitCode, simulated.error?.exitCode);
    same('error', docker.error.message, simulated.error?.message);
    return { differs, cannotTell, agrees };
  }
  const config = simulated.config ?? {};
  for (const key of new Set([...Object.keys(docker.config ?? {}), ...Object.keys(config)])) {
    same(`config ${key}`, own(docker.config?.[key]), own(config[key]));
  }
  const ours = new Map((simulated.files ?? []).map((line) => [pathOf(line), line]));
  const theirs = new Map(
    (docker.files ?? [])
      .map(siteOfDebian)
      .filter((line) => counts(pathOf(line).replace(/^-/, '')))
      .map((line) => [pathOf(line), line]),
  );
  for (const path of new Set([...theirs.keys(), ...ours.keys()])) {
    const mine = ours.get(path);
    if (mine === undefined && !path.startsWith('-') && simulated.mayHold(path)) {
      cannotTell.push(`file ${path}`);
    } else if (mine?.startsWith(`${path} unknown`)) cannotTell.push(`file ${path}`);
    else same(`file ${path}`, theirs.get(path), mine);
  }
  if (simulated.start !== undefined) {
    const { start } = docker;
    const went = start?.state === 'runs' || (start?.state === 'ended' && start.exitCode === 0);
    if (simulated.start.state === 'runs') same('starts', went, true);
    else same('start', start, simulated.start);
  }
  return { differs, cannotTell, agrees };
}

/** Debian's own Python calls dist-packages what the python image's calls site-packages. */
function siteOfDebian(line: string): string {
  return line.replace(
    /^\/usr\/local\/lib\/python3\.14\/dist-packages/,
    '/usr/local/lib/python3.14/site-packages',
  );
}

/** A stand-in has no config of its own: what the base image brings is the same as nothing. */
function own(value: unknown): unknown {
  return value === '(base)' ? undefined : value;
}

function pathOf(line: string): string {
  return /^(\S+)/.exec(line)?.[1] ?? line;
}
