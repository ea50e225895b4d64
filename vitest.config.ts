import { defineConfig } from 'vitest/config';

/** One runner, several rooms: what needs a browser, an engine or a folder from elsewhere says so itself. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'scripts/**/*.test.ts', 'tests/bench/*.test.ts'],
          testTimeout: 30_000,
        },
      },
      { test: { name: 'content', include: ['tests/content/**/*.test.ts'], testTimeout: 60_000 } },
      { test: { name: 'conformance', include: ['tests/conformance/**/*.test.ts'], testTimeout: 120_000 } },
      { test: { name: 'engine', include: ['tests/engine/**/*.test.ts'], testTimeout: 600_000 } },
      {
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          // A machine that does other things besides answers late; what never comes true still fails.
          expect: { poll: { timeout: 10_000 } },
          // Apart from all other rooms: a page that shares two cores with them answers late.
          sequence: { groupOrder: 1 },
          // A browser drops a frame or a key now and then. A test that needed its second try is named at the
          // end of the run, so that it is looked into and not forgotten.
          retry: 1,
        },
      },
    ],
  },
});
