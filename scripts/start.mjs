// `npm start`: builds the site where its sources have changed since the last build, then serves it.
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { node, root, run } from './run.mjs';

const sources = ['src', 'content', 'exercises', 'public', 'astro.config.mjs', 'package-lock.json'];

/**
 * The newest modification time (ms) below a path; 0 where there is nothing.
 * @param {string} path
 * @returns {Promise<number>}
 */
async function newest(path) {
  const own = statSync(path, { throwIfNoEntry: false });
  if (!own) return 0;
  if (!own.isDirectory()) return own.mtimeMs;
  const entries = await readdir(path, { recursive: true });
  return entries.reduce((latest, entry) => {
    const stats = statSync(join(path, entry), { throwIfNoEntry: false });
    return Math.max(latest, stats?.mtimeMs ?? 0);
  }, own.mtimeMs);
}

const built = statSync(join(root, 'dist', 'index.html'), { throwIfNoEntry: false })?.mtimeMs ?? 0;
const changed = Math.max(...(await Promise.all(sources.map((source) => newest(join(root, source))))));
if (changed > built) {
  const code = await run('astro', ['build']);
  if (code !== 0) {
    console.error('stagecraft: the site could not be built; the reason is above.');
    process.exit(code);
  }
}
process.exit(await run(node, [join(root, 'scripts', 'serve.mjs'), ...process.argv.slice(2)]));
