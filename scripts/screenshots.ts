/**
 * Pictures of every kind of page, light and dark, wide and narrow, into reports/screenshots/, and the
 * one for the README into docs/screenshot.png: `npm run screenshots` (after `npm run build`).
 * `--only lesson,readme` takes some kinds; `--dir dist` names another build. Needs Chromium.
 */
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { serveSite } from './serve-site.ts';

const kinds: Readonly<Record<string, string>> = {
  home: '/',
  lessons: '/lessons/',
  lesson: '/lessons/two-stages/',
  exercises: '/exercises/',
  exercise: '/exercises/first-split/',
  playground: '/playground/',
  search: '/search/?q=scratch',
  checks: '/checks/',
  check: '/checks/unreachable-stage/',
  guides: '/guides/',
  progress: '/progress/',
  missing: '/exercises/go-scrach/',
};

const { values } = parseArgs({
  options: { only: { type: 'string' }, dir: { type: 'string', default: 'dist' }, out: { type: 'string' } },
});
const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
if (!existsSync(executablePath)) {
  console.error(`There is no Chromium at ${executablePath}. Set CHROMIUM to the path of one.`);
  process.exit(2);
}
const only = values.only?.split(',');
const out = values.out ?? 'reports/screenshots';
await mkdir(out, { recursive: true });
const site = await serveSite(values.dir);
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  for (const [kind, path] of Object.entries(kinds)) {
    if (only && !only.includes(kind)) continue;
    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [1440, 390]) {
        const context = await browser.newContext({
          colorScheme,
          viewport: { width, height: width === 390 ? 844 : 900 },
          reducedMotion: 'reduce',
        });
        const page = await context.newPage();
        page.on('console', (message) => {
          // The page for missing pages is itself answered with 404: that is no fault.
          if (message.type() === 'error' && kind !== 'missing') console.error(`${kind}: ${message.text()}`);
        });
        page.on('pageerror', (error) => console.error(`${kind}: ${error.message}`));
        await page.goto(site.url + path);
        await page.evaluate(() => document.fonts.ready.then(() => undefined));
        if (['exercise', 'playground', 'search'].includes(kind)) await page.waitForTimeout(2500);
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (sideways > 0) console.error(`${kind} ${width}: wider than the window by ${sideways} px`);
        await page.screenshot({ path: `${out}/${kind}-${width}-${colorScheme}.png`, fullPage: true });
        await context.close();
      }
  }
  if (!only || only.includes('readme')) {
    await mkdir('docs', { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });
    await page.goto(`${site.url}/exercises/first-split/`);
    // Long enough for the simulated build to have ended.
    await page.waitForTimeout(6000);
    await page.screenshot({ path: 'docs/screenshot.png' });
  }
} finally {
  await browser.close();
  site.close();
}
