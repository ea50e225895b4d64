// Installs what is missing, from the lock file. Runs on the Node that the machine has (20 or newer), before
// anything of the project is there, so it uses nothing but Node itself.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamp = join(root, 'node_modules', '.stagecraft-installed');

/** What node_modules was installed from: the lock file and the platform (native packages differ). */
function fingerprint() {
  const lock = readFileSync(join(root, 'package-lock.json'));
  return `${createHash('sha256').update(lock).digest('hex')} ${process.platform} ${process.arch}`;
}

/** @param {string} message */
function stop(message) {
  console.error(`stagecraft: ${message}`);
  process.exit(1);
}

const wanted = fingerprint();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
  console.log('stagecraft: installing dependencies from package-lock.json (about a minute, once)');
  const npmCli = process.env.npm_execpath;
  const result = npmCli?.endsWith('.js')
    ? spawnSync(process.execPath, [npmCli, 'ci'], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', ['ci'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
  if (result.status !== 0) {
    stop(
      '"npm ci" failed; its message is above. Check the network or the npm registry, then run the command again.',
    );
  }
  writeFileSync(stamp, wanted);
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const ownNode = existsSync(join(root, 'node_modules', '.bin', 'node'));
if (!ownNode && (major < 22 || (major === 22 && minor < 18))) {
  stop(
    `Node ${process.versions.node} is too old: the build needs 22.18 or newer. On Linux x64 the project brings its own; ` +
      'on this system install a current Node from https://nodejs.org and run the command again.',
  );
}
