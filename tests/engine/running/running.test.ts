/** What Docker said of every case with RUN (`record.ts`) against what the simulation says of it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { comparable, type RunCase, type SeenRun } from './case.ts';
import { runCases } from './cases/index.ts';
import { simulateRun } from './simulate.ts';

const goldens: Record<string, SeenRun> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'goldens.json'), 'utf8'),
);

/** Starts of which the simulation says that it cannot tell, and why it cannot. */
const CANNOT_TELL: Readonly<Record<string, string>> = {
  'entry-node-after-another': 'how a program of the learner ends is not known',
  'entry-debian-dash-missing': 'not every program of the image is listed',
  'entry-debian-bash-strict': 'not every program of the image is listed',
  'entry-debian-shell-form': 'not every program of the image is listed',
  'entry-debian-bash-case-of': 'trap ERR is not followed',
  'entry-sed-in-place-denied': 'what sed -i says where it may not write names a file of a random name',
};

/** Where the answers differ, and why that is left so. */
const DIFFERS: Readonly<Record<string, string>> = {
  'run-umask': 'umask is always 022',
  'entry-trap-lost-by-exec': 'exec does away with the trap of EXIT',
  'entry-kill-job': 'the shell says "Terminated" of a job that it killed',
  'entry-debian-dash-function-keyword': 'what stands on the lines before the syntax error is not run',
  'entry-debian-python-by-path':
    'Python is called by the path that PATH would find, and is said to be called by its name',
  'entry-debian-bash-exec-denied':
    'one line by bash 5.3 of the stand-in; bash 5.2, which the images have, says it twice',
  'entry-log-link': 'what is written by way of a link to /dev/stdout is not printed',
  'cache-linked':
    "the engine's classic image store treats --link like COPY; the default store of Docker 29 does not",
  'project-trace': 'the words of the shell and of pwd meet in one line',
  'assets-arithmetic': 'a function that calls itself in an arithmetic expression is not found there',
  'workshop-temporary-files': 'umask is always 022',
};

/**
 * Docker's answer without what the simulation is not asked for: what a container that runs on has printed so far, whether a
 * program of the learner goes on for ever, its words beside the last line, and what nobody recorded.
 */
function asFarAsAsked(one: RunCase, golden: SeenRun, seen: SeenRun): SeenRun {
  if (golden.start === undefined || seen.start === undefined) return golden;
  const { stdout, stderr, runs, ...start } = golden.start;
  // A program that is not followed may run on, and a small one end at once.
  const open = seen.start.open && (runs || start.exitCode === 0);
  const ended = open ? { exitCode: 0, open } : runs ? { runs } : {};
  const error =
    one.only && !one.exact && stderr?.includes(lastLine(seen.start.stderr)) ? seen.start.stderr : stderr;
  const said = runs ? seen.start.stderr : error;
  const printed = runs || stdout === undefined ? seen.start.stdout : stdout;
  return {
    ...golden,
    start: {
      ...start,
      ...ended,
      ...(said === undefined ? {} : { stderr: said }),
      ...(printed === undefined ? {} : { stdout: printed }),
    },
  };
}

/** What says it; where nothing is said, something that nobody says. */
function lastLine(text = ''): string {
  return text.trimEnd().split('\n').at(-1) || '(nothing)';
}

describe('the simulation says what Docker said', () => {
  test('every case has a golden and every golden a case', () => {
    const names = runCases.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(Object.keys(goldens).sort()).toEqual([...names].sort());
  });

  test('nothing is excused that agrees', async () => {
    for (const one of runCases.filter(({ name }) => name in DIFFERS)) {
      const seen = comparable(await simulateRun(one));
      expect(seen).not.toEqual(asFarAsAsked(one, comparable(goldens[one.name] as SeenRun), seen));
    }
  });

  const strict = runCases.filter(({ name }) => !(name in DIFFERS) && !(name in CANNOT_TELL));
  test.each(strict.map((one) => [one.name, one] as const))('%s', async (name, one) => {
    const seen = comparable(await simulateRun(one));
    expect(seen).toEqual(asFarAsAsked(one, comparable(goldens[name] as SeenRun), seen));
  });

  const inLines = strict.filter(
    ({ name, start, only }) =>
      start &&
      !only &&
      !goldens[name]?.start?.runs &&
      /: line [1-9]/.test(goldens[name]?.start?.stderr ?? ''),
  );
  test.each(inLines.map((one) => [one.name, one] as const))('%s: on the same line', async (name, one) => {
    const { start } = await simulateRun(one);
    expect(start?.stderr).toBe(goldens[name]?.start?.stderr);
  });

  test('what cannot be told is said to be so', async () => {
    for (const one of runCases.filter(({ name }) => name in CANNOT_TELL)) {
      const { start } = await simulateRun(one);
      expect(start?.unknown).toBeTruthy();
    }
  });
});
