/**
 * What `docker run` says of an image. Messages are those of Docker 28.5 with runc 1.3: the daemon's own for
 * what runc cannot start, the program's for what fails once it runs.
 */
import { lookupImage } from '../../images/index.ts';
import { toolsByName } from '../commands/index.ts';
import type { Lookup } from '../filesystem/types.ts';
import { imageTraits } from '../image-traits.ts';
import { commandPresence } from '../presence.ts';
import { SHELLS } from '../shell/names.ts';
import type { Image, ImageConfig } from '../types.ts';
import { findUser } from '../users.ts';
import { followVerdict } from './follow.ts';
import { isFollowed } from './follows.ts';
import { healthFinding } from './health.ts';
import { programVerdict } from './program.ts';
import { Scope } from './scope.ts';
import { OK, refused, type StartResult, unknown, type Verdict } from './types.ts';

export type { StartResult } from './types.ts';

const RUNC =
  'failed to create task for container: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: ';

/** Says what `docker run` says of an image. Never rejects. */
export async function startImage(image: Image): Promise<StartResult> {
  const command = [...(image.config.entrypoint ?? []), ...(image.config.cmd ?? [])];
  const programs: string[] = [];
  const { follow: _, ...verdict } = await verdictOf(image, command, programs);
  return { command, ...verdict, ...(programs.length > 0 ? { programs } : {}) };
}

async function verdictOf(image: Image, command: readonly string[], programs: string[]): Promise<Verdict> {
  const { config, snapshot } = image;
  const [program, ...args] = command;
  const base = snapshot.entry('/')?.provenance.image;
  const facts = base === undefined ? undefined : lookupImage(base);
  if (program === undefined && base !== undefined && facts?.cmd === undefined) {
    return unknown(`what ${base} starts by itself is not known`);
  }
  if (program === undefined) {
    return refused(
      'no command specified',
      125,
      'Neither the base image nor the final stage says what a container starts.',
      'Say it in the final stage, with ENTRYPOINT or CMD.',
    );
  }
  const user = findUser(snapshot, config.user, 'daemon');
  if (user.kind === 'error') {
    return refused(
      user.message,
      125,
      `USER names "${config.user}", and /etc/passwd or /etc/group of the final image does not.`,
      'Create the user in the final stage, or name it by number: USER 10001:10001.',
    );
  }
  const presence = base === undefined ? () => 'absent' as const : commandPresence(facts, toolsByName);
  const traits = imageTraits(facts, base, snapshot);
  const newScope = () => new Scope(snapshot, config, user.identity, presence, facts?.os.family);
  const scope = newScope();
  const run: Run = async (within, name, words) => {
    const verdict = execVerdict(within, name, words);
    if (verdict.follow === undefined) return verdict;
    const followed = await followVerdict(within, snapshot, traits, verdict.follow);
    return verdict.why === undefined || followed.status !== 'ok'
      ? followed
      : { ...followed, certainty: verdict.certainty, why: verdict.why };
  };
  const workdir = snapshot.stat(scope.workdir);
  if (workdir.kind === 'found' && workdir.entry.type === 'file') {
    return refused(
      `Cannot mkdir: ${scope.workdir} is not a directory`,
      125,
      `WORKDIR is ${scope.workdir}, and a file stands there.`,
      'Copy the file into the directory, or choose another working directory.',
    );
  }
  const started = handedOver(config, await run(scope, program, args), scope.programs);
  programs.push(...new Set(scope.programs));
  if (user.kind === 'unknown' && started.status === 'ok') return unknown(user.why);
  return withHealth(newScope(), started, run);
}

/** The verdict on a program with its arguments. */
type Run = (scope: Scope, program: string, args: readonly string[]) => Promise<Verdict>;

/** Says of an entrypoint that ends well that it never came to the command behind it. */
function handedOver(config: ImageConfig, verdict: Verdict, programs: readonly string[]): Verdict {
  const [command] = config.cmd ?? [];
  if (verdict.status !== 'ok' || verdict.exitCode !== 0 || verdict.why !== undefined) return verdict;
  if (!config.entrypoint?.length || command === undefined) return verdict;
  const name = (path: string) => path.slice(path.lastIndexOf('/') + 1);
  const script = programs.length > 1 && verdict.stdout?.includes(command) !== true;
  if (!script || programs.some((path) => name(path) === name(command))) return verdict;
  return {
    ...verdict,
    why: `The entrypoint ends by itself, with exit code 0, and has not started ${command}, which CMD names. The container ends with it.`,
    advice: 'A script that stands in front of the program ends with exec "$@".',
  };
}

/** A container that starts is called unhealthy later where the command of its HEALTHCHECK cannot be run. */
async function withHealth(scope: Scope, started: Verdict, run: Run): Promise<Verdict> {
  if (started.status !== 'ok') return started;
  const health = await healthFinding(scope, (program, args) => run(scope, program, args));
  if (health === undefined) return started;
  return {
    ...started,
    why: started.why === undefined ? health.why : `${started.why} ${health.why}`,
    advice: started.advice === undefined ? health.advice : `${started.advice} ${health.advice}`,
  };
}

function execVerdict(scope: Scope, program: string, args: readonly string[]): Verdict {
  const said = `${RUNC}"${program}": `;
  if (!program.includes('/')) {
    const found = scope.which(program);
    if (found.kind === 'unknown') {
      if (!scope.isPresent(program)) return unknown(`whether ${program} is in the image: ${found.why}`);
      scope.programs.push(program);
      return isFollowed(program) ? { ...OK, follow: [program, ...args] } : OK;
    }
    if (found.kind === 'absent') {
      const why = program.includes(' ')
        ? `Docker looks for one program of the name "${program}", blanks and all.`
        : `No folder of PATH has a program called "${program}".`;
      return refused(
        `${said}executable file not found in $PATH`,
        127,
        why,
        'Give the whole path of the program, and see that the final stage has it.',
      );
    }
    return handOver(scope, program, found.path, args, found.named);
  }
  const looked = scope.stat(program);
  const name = program.slice(program.lastIndexOf('/') + 1);
  const isProgram = /\/s?bin\/[^/]+$/.test(scope.resolve(program));
  const found: Lookup =
    looked.kind === 'unknown' && isProgram && scope.isMissing(name, looked.why)
      ? { kind: 'absent', path: looked.path, code: 'ENOENT' }
      : looked;
  if (found.kind === 'unknown') return unknown(`whether ${program} is in the image: ${found.why}`);
  if (found.kind === 'absent' && SHELLS.has(name) && args[0] === '-c') {
    return refused(
      `${said}stat ${program}: no such file or directory`,
      127,
      `ENTRYPOINT and CMD in shell form start ${program}, and the final image has no shell.`,
      'Write the command in exec form, as a JSON array, or end on a base image that has a shell.',
    );
  }
  if (found.kind === 'absent') {
    if (found.code === 'ENOTDIR') {
      return refused(
        `${said}stat ${program}: not a directory: Are you trying to mount a directory onto a file (or vice-versa)? Check if the specified host path exists and is the expected type`,
        125,
        `A part of ${program} is a file, not a directory.`,
        'Compare the path with that of the COPY that brings the program into the final stage.',
      );
    }
    return refused(
      `${said}stat ${program}: no such file or directory`,
      127,
      `There is no ${scope.resolve(program)} in the final image.`,
      'Compare the path with that of the COPY that brings the program into the final stage.',
    );
  }
  if (found.entry.type === 'directory') {
    return refused(
      `${said}is a directory: permission denied`,
      126,
      `${program} is a directory. Only a file can be started.`,
      'Name the program in it.',
    );
  }
  if (found.entry.type !== 'unknown' && (found.entry.mode & 0o111) === 0) {
    return refused(
      `${said}permission denied`,
      126,
      `${program} is there, and nobody may execute it.`,
      'Let everybody execute it: COPY --chmod=755, or chmod +x in the stage that makes it.',
    );
  }
  return handOver(scope, program, found.path, args);
}

/** The program is found; whether the kernel takes it, and what it is asked to run. */
function handOver(
  scope: Scope,
  asked: string,
  path: string,
  args: readonly string[],
  named = asked,
): Verdict {
  scope.typed = asked;
  const verdict = programVerdict(scope, named, path, args);
  if (verdict.status !== 'ok') return verdict;
  const [first, ...rest] = verdict.follow ?? [];
  // A shell calls itself by the word that it was called by.
  if (first === named && named !== asked)
    return withUser(scope, path, { ...verdict, follow: [asked, ...rest] });
  return withUser(scope, path, verdict);
}

/** runc 1.3 starts a program that only root may execute, also for another user; earlier ones refuse it. */
function withUser(scope: Scope, path: string, verdict: Verdict): Verdict {
  if (verdict.status !== 'ok' || scope.mayReach(path, 1)) return verdict;
  return {
    ...verdict,
    certainty: 'estimated',
    why: `${scope.user.name || `user ${scope.user.uid}`} has no right to execute ${path}; runc 1.3 starts it all the same, others refuse it.`,
  };
}
