/**
 * Lighthouse on a page of each main kind, as a phone on a slow network and as a desktop: `npm run lighthouse`
 * (after `npm run build`). Prints a table and what costs points; ends with 1 where a score is below 98.
 *   --dir dist   the built site     --runs 3   of which the median counts: the times depend on what else runs
 *   --only /     one page
 * Lighthouse is fetched by npx at its first use (176 MB: too much for everybody's install). What a test can hold
 * without a clock is held by tests/browser/lighthouse.test.ts.
 */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from '../tests/browser/chromium.ts';
import { serveSite } from './serve-site.ts';

const LIGHTHOUSE = 'lighthouse@13.5.0';
/** Each score, of 100, that a page must reach. */
const WANTED = 98;
const PAGES = ['/', '/lessons/two-stages/', '/exercises/first-split/', '/playground/'];
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
const TIMES = {
  'first-contentful-paint': 'first paint',
  'largest-contentful-paint': 'largest paint',
  'total-blocking-time': 'blocked',
  'cumulative-layout-shift': 'shift',
} as const;

/** What we read of Lighthouse's JSON. */
interface Result {
  readonly categories: Readonly<
    Record<string, { score: number; auditRefs: { id: string; weight: number }[] } | undefined>
  >;
  readonly audits: Readonly<Record<string, { score: number | null; title: string; displayValue?: string }>>;
}

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: 'dist' },
    runs: { type: 'string', default: '3' },
    only: { type: 'string' },
  },
});
const chromium = await findChromium();
if (!chromium) {
  console.error(
    'There is no Chromium. Install one (Debian: apt-get install chromium), or set CHROMIUM to its path.',
  );
  process.exit(2);
}
const { executablePath, args } = chromium;
const folder = await mkdtemp(join(tmpdir(), 'stagecraft-lighthouse-'));
const site = await serveSite(values.dir);

async function measure(path: string, preset: 'mobile' | 'desktop'): Promise<Result> {
  const file = join(folder, 'result.json');
  const parameters = [
    site.url + path,
    '--quiet',
    '--output=json',
    `--output-path=${file}`,
    `--only-categories=${CATEGORIES.join(',')}`,
    `--chrome-path=${executablePath}`,
    `--chrome-flags=--headless=new ${args.join(' ')}`,
    ...(preset === 'desktop' ? ['--preset=desktop'] : []),
  ];
  const code = await new Promise<number>((done, fail) => {
    const child = spawn('npx', ['--yes', LIGHTHOUSE, ...parameters], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.on('error', fail);
    child.on('exit', (status) => done(status ?? 1));
  });
  if (code !== 0) throw new Error(`Lighthouse ended with ${code} on ${path}.`);
  return JSON.parse(await readFile(file, 'utf8')) as Result;
}

const scoreOf = (result: Result, category: string): number =>
  Math.round((result.categories[category]?.score ?? 0) * 100);

let failed = false;
try {
  console.log(`| page | as | ${CATEGORIES.join(' | ')} | ${Object.values(TIMES).join(' | ')} |`);
  console.log(`|${' --- |'.repeat(2 + CATEGORIES.length + Object.keys(TIMES).length)}`);
  for (const preset of ['mobile', 'desktop'] as const)
    for (const path of PAGES.filter((one) => !values.only || one === values.only)) {
      const results: Result[] = [];
      for (let run = 0; run < Math.max(1, Number(values.runs) || 1); run++)
        results.push(await measure(path, preset));
      results.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'));
      const median = results[Math.floor(results.length / 2)] as Result;
      const scores = CATEGORIES.map((category) => scoreOf(median, category));
      const times = Object.keys(TIMES).map((id) => median.audits[id]?.displayValue ?? '');
      console.log(`| ${path} | ${preset} | ${scores.join(' | ')} | ${times.join(' | ')} |`);
      for (const category of CATEGORIES) {
        if (scoreOf(median, category) >= WANTED) continue;
        failed = true;
        for (const { id, weight } of median.categories[category]?.auditRefs ?? []) {
          const audit = median.audits[id];
          if (weight > 0 && audit?.score !== null && (audit?.score ?? 1) < 0.98)
            console.log(`  costs points: ${audit?.title} ${audit?.displayValue ?? ''}`.trimEnd());
        }
      }
    }
} finally {
  site.close();
  await rm(folder, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);
