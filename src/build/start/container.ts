/**
 * A container whose first process is followed: a shell, a script, a command that is modelled. It runs as a RUN does, on the
 * files of the image, but for programs that a container is there to run: those end in their own start check.
 */

import type { Draft } from '../filesystem/snapshot.ts';
import type { Lookup } from '../filesystem/types.ts';
import type { ScriptNode } from '../shell/dialect/tree.ts';
import type { Complete, Container, ProgramCall, ScriptResult } from '../shell/types.ts';
import { withJobs } from './background.ts';
import { failedScript } from './explain.ts';
import { isFollowed, isFollowedFile } from './follows.ts';
import { Jobs } from './jobs.ts';
import { programVerdict, type Say } from './program.ts';
import { Scope } from './scope.ts';
import { ended, OK, unknown, type Verdict } from './types.ts';
import { sleepSeconds, tailFollows } from './waits.ts';

/** Who sleeps for longer than this many seconds is said to run on. */
const LONG_SECONDS = 60;

/** Words that a shell puts in front of its own (`finish` of the shell takes the first away). */
const SHELL_SAYS: Say = (path, reason) =>
  reason === 'missing'
    ? { stderr: `bash: ${path}: cannot execute: required file not found`, exitCode: 127 }
    : { stderr: `bash: ${path}: cannot execute binary file: Exec format error`, exitCode: 126 };

/** Of a container that runs on. */
const LOOPS = { why: 'The script goes on in a loop, and what stands behind the loop is not reached.' };

/** The container while its first process is followed. */
export class RunningContainer implements Container {
  private readonly stop = new AbortController();
  private readonly jobsOfIt = new Jobs();
  private readonly scope: Scope;
  private readonly draft: Draft;
  /** Programs that started and whose end nobody knows, with whether anything ran behind them. */
  private readonly started: { readonly words: string; followed: boolean }[] = [];
  /** The last program that did not start. */
  private failure: Verdict | undefined;
  /** Seconds that the first process has slept. */
  private readonly clock = { slept: 0 };
  /** How often it has slept. */
  private naps = 0;
  /** Why the container runs on. */
  private goesOn: string | undefined;

  /** @param draft the files, which a starting script may change */
  constructor(scope: Scope, draft: Draft) {
    this.scope = scope;
    this.draft = draft;
  }

  get signal(): AbortSignal {
    return this.stop.signal;
  }

  transform(script: ScriptNode): ScriptNode {
    return withJobs(script, () => this.jobsOfIt.number());
  }

  jobs(words: readonly string[]): Complete {
    return this.jobsOfIt.do(words, (what) => this.runsOn(`it waits for ${what}`));
  }

  launch(call: ProgramCall): Complete | undefined {
    const { program, args } = call;
    const asked = call.asked ?? program;
    const name = asked.slice(asked.lastIndexOf('/') + 1);
    const job = this.jobsOfIt.current;
    if (job === undefined) for (const one of this.started) one.followed = true;
    this.scope.programs.push(program);
    const scope = this.scopeOf(call);
    if (name === 'sleep') return this.sleep(args);
    const tail = name === 'tail' ? tailFollows(scope, args) : undefined;
    if (tail?.kind === 'goes-on') return this.waits(`tail ${args.join(' ')}`);
    if (tail) return noFileToFollow(tail.missing, scope.family);
    const verdict = verdictOf(scope, program, asked, args);
    if (verdict === undefined || verdict.follow !== undefined) return undefined;
    if (verdict.status === 'unknown') return undefined;
    if (verdict.status === 'fails') {
      this.failure = verdict;
      return { stdout: '', stderr: verdict.stderr ?? '', exitCode: verdict.exitCode ?? 1 };
    }
    const words = [asked, ...args].join(' ');
    if (job) job.runs = words;
    else this.started.push({ words, followed: false });
    this.failure = undefined;
    return { stdout: '', stderr: '', exitCode: 0 };
  }

  /** What became of the container, after its first process has been followed. */
  verdict(result: ScriptResult): Verdict {
    const { exitCode, stdout, stderr } = result;
    const [why] = result.beyondLimits ? result.unknown.slice(0, -1) : result.unknown;
    const said = { ...(stdout === '' ? {} : { stdout }), ...(stderr === '' ? {} : { stderr }) };
    if (why !== undefined) return unknown(why);
    if (this.goesOn !== undefined) return { ...OK, runs: true, ...(this.naps > 1 ? LOOPS : {}) };
    if (result.beyondLimits) {
      if (this.jobsOfIt.any) return unknown('it goes on for longer than is followed here');
      return { ...OK, ...LOOPS, certainty: 'estimated', runs: true };
    }
    const before = this.started.find(({ followed }) => followed)?.words;
    if (exitCode !== 0) return this.failed(result, this.started.length > 0);
    if (before !== undefined) return unknown(`what ${before} does, which is run first, is not known`);
    if (this.started.length > 0) return { ...OK, ...said };
    const left = this.jobsOfIt.running;
    if (left !== undefined)
      return {
        ...ended(
          '',
          0,
          `The script comes to its end while ${left} runs in the background. A container ends with its first process, and everything in it ends then.`,
          'Let the script wait for it, or start it last, in the foreground, with exec.',
        ),
        ...said,
      };
    if (this.failure?.exitCode === 0) return { ...this.failure, ...said };
    return { ...OK, ...said, exitCode: 0 };
  }

  private failed({ exitCode, stdout, stderr }: ScriptResult, afterAnother: boolean): Verdict {
    const own = this.failure?.exitCode === exitCode ? this.failure : undefined;
    if (afterAnother && own === undefined && exitCode !== 126 && exitCode !== 127) {
      const [{ words } = { words: 'a program' }] = this.started;
      return unknown(`how ${words} ends is not known, and what comes behind it may fail`);
    }
    const verdict = { ...failedScript(stderr, exitCode, this.scope.workdir), ...(own ? reasons(own) : {}) };
    return {
      ...verdict,
      ...(stdout === '' ? {} : { stdout }),
      ...(afterAnother || own?.certainty === 'estimated' ? { certainty: 'estimated' as const } : {}),
    };
  }

  private sleep(args: readonly string[]): Complete | undefined {
    const seconds = sleepSeconds(args);
    if (seconds === undefined) return undefined;
    const clock = this.jobsOfIt.current ?? this.clock;
    if (clock === this.clock) this.naps += 1;
    clock.slept += seconds;
    if (clock.slept >= LONG_SECONDS) return this.waits(`sleep ${args.join(' ')}`);
    return { stdout: '', stderr: '', exitCode: 0 };
  }

  /** A command that waits: a job is left by the exit code, the container runs on. */
  private waits(words: string): Complete {
    const job = this.jobsOfIt.current;
    if (job) job.runs = words;
    else this.runsOn(words);
    return { stdout: '', stderr: '', exitCode: job ? 1 : 0 };
  }

  private runsOn(why: string): void {
    this.goesOn ??= why;
    this.stop.abort();
  }

  private scopeOf({ cwd, env, user }: ProgramCall): Scope {
    const { config, family } = this.scope;
    const seen = { ...config, workingDir: cwd, env };
    return new Scope(this.draft, seen, user, this.scope.presence, family);
  }
}

/** The verdict on a program; undefined where it is run as in a RUN. */
function verdictOf(
  scope: Scope,
  program: string,
  asked: string,
  args: readonly string[],
): Verdict | undefined {
  const name = asked.slice(asked.lastIndexOf('/') + 1);
  if (!program.includes('/')) {
    const found = scope.which(program);
    if (found.kind === 'found') return fileVerdict(scope, program, found.path, args);
    if (isFollowed(name)) return undefined;
    return found.kind === 'unknown' && scope.isPresent(program) ? OK : undefined;
  }
  const found: Lookup = scope.stat(program);
  if (found.kind !== 'found') return undefined;
  return fileVerdict(scope, asked, found.path, args);
}

function fileVerdict(
  scope: Scope,
  asked: string,
  path: string,
  args: readonly string[],
): Verdict | undefined {
  const entry = scope.files.entry(path);
  if (entry?.type !== 'file' || isFollowedFile(asked, path, entry)) return undefined;
  // What the shell reads is run by it; the interpreter of another script comes here by itself, where there is one.
  if (typeof entry.content === 'string' && !entry.content.startsWith('\x7fELF'))
    return interpreterIsMissing(scope, entry.content) ? noInterpreter(asked) : undefined;
  if (entry.program?.format === 'script' && entry.content === undefined && entry.provenance.kind !== 'base')
    return undefined;
  return programVerdict(scope, asked, path, args, SHELL_SAYS);
}

/** Whether the program of a `#!` line certainly is not in the image, although not all of its files are listed. */
function interpreterIsMissing(scope: Scope, text: string): boolean {
  const interpreter = /^#![ \t]*(\/(?:usr\/)?s?bin\/([^ \t\n/]+))/.exec(text);
  const [, path = '', name = ''] = interpreter ?? [];
  const found = path === '' ? undefined : scope.stat(path);
  return found?.kind === 'unknown' && scope.isMissing(name, found.why);
}

function noInterpreter(asked: string): Verdict {
  const { stderr, exitCode } = SHELL_SAYS(asked, 'missing');
  return ended(
    stderr,
    exitCode,
    `${asked} is there. Its first line asks for a program to run it that is not in the image.`,
    'Use a base image that has it, or write another #! line.',
  );
}

function noFileToFollow(path: string, family: string | undefined): Complete {
  const gnu = family === 'debian' || family === 'ubuntu';
  const stderr = gnu
    ? `tail: cannot open '${path}' for reading: No such file or directory\ntail: no files remaining\n`
    : `tail: can't open '${path}': No such file or directory\ntail: no files\n`;
  return { stdout: '', stderr, exitCode: 1 };
}

function reasons({ why, advice }: Verdict): Pick<Verdict, 'why' | 'advice'> {
  return { ...(why === undefined ? {} : { why }), ...(advice === undefined ? {} : { advice }) };
}
