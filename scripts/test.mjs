// `npm test`: everything, in the order in which a failure is cheapest to find, and at the end one line with
// the runner's counts. Every part runs even where an earlier one failed, so that one run shows all.
//   npm test                 everything
//   npm test -- unit content only these rooms of the test runner (no types, no lint, no build)
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root, run } from './run.mjs';
import { secondTriesFile } from './second-tries.mjs';

/** @typedef {{ assertionResults: { status: string, fullName: string, failureMessages?: string[] }[], name: string, status: string }} FileResult */
/** @typedef {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number, testResults: FileResult[], success: boolean }} VitestReport */

const rooms = process.argv.slice(2);
const reportFile = join(root, 'reports', 'tests.json');
mkdirSync(join(root, 'reports'), { recursive: true });
rmSync(reportFile, { force: true });
rmSync(secondTriesFile, { force: true });

/** @type {{ name: string, seconds: number, ok: boolean }[]} */
const parts = [];

/** @param {string} name @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
async function part(name, command, args, env) {
  console.log(`\n== ${name}`);
  const started = Date.now();
  const code = await run(command, args, env);
  parts.push({ name, seconds: (Date.now() - started) / 1000, ok: code === 0 });
  return code === 0;
}

let built = true;
if (rooms.length === 0) {
  await part('generated types', 'astro', ['sync']);
  await part('types', 'tsc', ['--noEmit']);
  await part('types of pages', 'astro', ['check', '--minimumFailingSeverity', 'warning', '--noSync']);
  await part('lint and format', 'biome', ['ci', '--error-on-warnings', '.']);
  built = await part('site', 'astro', ['build']);
}

await part(
  'tests',
  'vitest',
  [
    'run',
    ...rooms.flatMap((room) => ['--project', room]),
    '--reporter=default',
    '--reporter=json',
    `--reporter=${join(root, 'scripts', 'second-tries.mjs')}`,
    `--outputFile.json=${reportFile}`,
  ],
  // The browser tests drive this build; without it they say so instead of testing an old one.
  { STAGECRAFT_BUILT: rooms.length === 0 ? (built ? 'yes' : 'failed') : '' },
);

/** @returns {VitestReport | undefined} */
function readReport() {
  try {
    return JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return undefined;
  }
}

/** The tests that passed only at their second try, as scripts/second-tries.mjs wrote them down. */
function readSecondTries() {
  try {
    return readFileSync(secondTriesFile, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

const report = readReport();
console.log('\n== summary');
for (const { name, seconds, ok } of parts) {
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds.toFixed(1)} s)`);
}
const tests = report?.testResults.flatMap((file) => file.assertionResults) ?? [];
/** @param {{ status: string }} test */
const isSkipped = (test) => test.status === 'skipped' || test.status === 'pending';
const skipped = tests.filter(isSkipped);
// Whole files are skipped where what they compare with is missing: one line each says so.
for (const { name, assertionResults } of report?.testResults ?? []) {
  const count = assertionResults.filter(isSkipped).length;
  if (count > 0)
    console.log(`skipped: ${count} of ${assertionResults.length} tests of ${relative(root, name)}`);
}

for (const line of readSecondTries()) console.log(`second try: ${line}`);
// The last lines are what is read first, and often all that is kept: which tests, and the first line of why.
for (const { name, assertionResults } of report?.testResults ?? [])
  for (const test of assertionResults.filter(({ status }) => status === 'failed')) {
    console.log(`FAILED ${relative(root, name)}: ${test.fullName}`);
    for (const message of test.failureMessages ?? []) console.log(`       ${message.split('\n')[0]}`);
  }

// A part that is no test counts as one, so that the last line cannot look green where a part failed.
const others = parts.filter((one) => one.name !== 'tests');
const failedFiles =
  report?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0) ?? [];
const passed = (report?.numPassedTests ?? 0) + others.filter((one) => one.ok).length;
const failed =
  (report?.numFailedTests ?? 0) +
  failedFiles.length +
  others.filter((one) => !one.ok).length +
  (report ? 0 : 1);
console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
process.exit(failed === 0 && parts.every((one) => one.ok) ? 0 : 1);
