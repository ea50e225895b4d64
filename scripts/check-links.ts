/** Says which links of the built site are dead: `node scripts/check-links.ts [--dir dist] [--base /]`. Exit code 1 where any is. */
import { parseArgs } from 'node:util';
import { deadLinks } from './links.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'dist' },
    base: { type: 'string', default: process.env.BASE ?? '/' },
  },
});
const dead = deadLinks(values.dir, values.base);
for (const { page, link, reason } of dead) console.error(`${page}: ${link}: ${reason}`);
console.log(dead.length === 0 ? 'No dead link.' : `${dead.length} dead links.`);
process.exitCode = dead.length === 0 ? 0 : 1;
