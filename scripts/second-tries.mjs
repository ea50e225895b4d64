// A reporter of the test runner: writes down the tests that passed only at their second try, one a line and why
// the first one failed, for the summary of `npm test`. The runner's own reports count them as passed and say no more.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from './run.mjs';

/** Where they stand. */
export const secondTriesFile = join(root, 'reports', 'second-tries.txt');

export default class SecondTries {
  /** @param {readonly import('vitest/node').TestModule[]} modules */
  onTestRunEnd(modules) {
    const lines = modules.flatMap((module) =>
      [...module.children.allTests()]
        .filter((test) => test.diagnostic()?.flaky)
        .map((test) => {
          const why = (test.result().errors?.[0]?.message ?? '').replaceAll(/\s+/g, ' ').slice(0, 300);
          return `${module.relativeModuleId}: ${test.fullName}${why && ` (${why})`}`;
        }),
    );
    mkdirSync(dirname(secondTriesFile), { recursive: true });
    writeFileSync(secondTriesFile, lines.map((line) => `${line}\n`).join(''));
  }
}
