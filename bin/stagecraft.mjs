#!/usr/bin/env node
// Starts src/cli/main.ts. It is TypeScript, which Node 24 runs as it is; on an older Node this file hands
// over to the Node 24 that `npm ci` installs. Keep to what Node 20 understands here.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Exit code for "could not run", as in src/cli/terminal.ts. */
const FAILED = 2;

/** @param {string} path relative to the repository */
const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

const installed = ['yaml', 'zod'].every((name) =>
  existsSync(inRepository(`node_modules/${name}/package.json`)),
);
const major = Number(process.versions.node.split('.', 1)[0]);
const ownNode = inRepository(
  process.platform === 'win32' ? 'node_modules/.bin/node.cmd' : 'node_modules/.bin/node',
);

if (!installed) {
  console.error(`stagecraft: its dependencies are not installed.\nRun npm ci in ${inRepository('.')} first.`);
  process.exitCode = FAILED;
} else if (major >= 24) {
  const { runProcess } = await import('../src/cli/main.ts');
  await runProcess();
} else if (existsSync(ownNode) && process.env.STAGECRAFT_HANDED_OVER !== '1') {
  const { status, signal, error } = spawnSync(
    ownNode,
    [fileURLToPath(import.meta.url), ...process.argv.slice(2)],
    {
      stdio: 'inherit',
      env: { ...process.env, STAGECRAFT_HANDED_OVER: '1' },
    },
  );
  if (error) console.error(`stagecraft: ${ownNode} does not start: ${error.message}`);
  process.exitCode = signal ? 128 + (constants.signals[signal] ?? 0) : (status ?? FAILED);
} else {
  console.error(
    `stagecraft: this is Node ${process.versions.node}; it needs Node 24 or newer.\n` +
      'On Linux, npm ci installs one beside the project. Elsewhere, get it from https://nodejs.org.',
  );
  process.exitCode = FAILED;
}
