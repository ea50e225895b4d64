/** Every kind of page: accessible in both themes, within its budget, under its policy, without a jump. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { monaco, troubles } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Script of a page, gzip, in bytes; `engine` is the worker's, which comes when the page can be read already. */
const BUDGETS = { lesson: 8_000, exercise: 60_000, engine: 96_000 };

/** The first page below a folder of the built site: `/lessons/` gives `/lessons/one-stage/`. */
function firstBelow(folder: string, path: string): string | undefined {
  const name = readdirSync(join(folder, path), { withFileTypes: true }).find(
    (entry) => entry.isDirectory() && existsSync(join(folder, path, entry.name, 'index.html')),
  )?.name;
  return name && `${path}${name}/`;
}

describe.skipIf(!machineChromium)('every kind of page', () => {
  const here = siteInBrowser();
  /** Address of a page of each kind; `…` stands for the first page below a folder. */
  const KINDS = [
    '/',
    '/lessons/',
    '/exercises/',
    '/checks/',
    '/guides/',
    '/progress/',
    '/404.html',
    '/lessons/…',
    '/checks/…',
    '/exercises/first-split/',
  ];
  const pathOf = (kind: string): string =>
    kind.endsWith('…') ? (firstBelow(here.site.folder, kind.slice(0, -1)) ?? kind) : kind;

  for (const kind of KINDS) {
    it(`axe finds nothing on ${kind}, light and dark, wide and narrow`, async () => {
      const found: string[] = [];
      const path = pathOf(kind);
      // The policy would keep the test's own script out.
      const context = await here.browser.newContext({ bypassCSP: true });
      const page = await context.newPage();
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(here.site.origin + path);
          if (path.startsWith('/exercises/f') && width > 700) await monaco(page);
          const violations = await axe(page);
          found.push(...violations.map((violation) => `${path} ${width} ${colorScheme}: ${violation}`));
        }
      }
      expect(found).toEqual([]);
      await context.close();
    });

    it(`${kind} asks no other host for anything and breaks no policy`, async () => {
      const path = pathOf(kind);
      const page = await here.browser.newPage();
      const heard = troubles(page, here.site.origin);
      await page.goto(here.site.origin + path);
      const editor = path.startsWith('/exercises/f');
      if (editor) await monaco(page);
      expect(heard).toEqual([]);
      const policy = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content');
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe-eval');
      if (!editor) expect(policy).not.toContain('unsafe-inline');
      await page.close();
    });

    it(`${kind} can be read at 200 % zoom: nothing runs out of the window`, async () => {
      const page = await here.browser.newPage({ viewport: { width: 640, height: 450 } });
      await page.goto(here.site.origin + pathOf(kind));
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.close();
    });
  }

  async function axe(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) =>
        `${id}: ${nodes.map((node) => node.html).join(' ')}`.slice(0, 300),
      );
    });
  }

  it('keeps within the budget of script', async () => {
    const lesson = firstBelow(here.site.folder, '/lessons/');
    expect(lesson, 'there is a lesson').toBeDefined();
    const [ofLesson, ofExercise] = [
      await scriptOf(lesson as string),
      await scriptOf('/exercises/first-split/'),
    ];
    console.info('script, gzip, bytes:', { lesson: ofLesson, exercise: ofExercise });
    expect(ofLesson).toBeLessThanOrEqual(BUDGETS.lesson);
    expect(ofExercise).toBeLessThanOrEqual(BUDGETS.exercise);
    const assets = join(here.site.folder, 'assets');
    const engine = readdirSync(assets).find((name) => name.startsWith('engine.worker'));
    expect(gzipSync(readFileSync(join(assets, engine as string))).length).toBeLessThanOrEqual(BUDGETS.engine);
  });

  /** Bytes (gzip) of all script that a page loads before Monaco. */
  async function scriptOf(path: string): Promise<number> {
    const page = await here.browser.newPage();
    // The plain text field: what is there before the editor comes.
    await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    const bodies: Promise<number>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      // The engine in the worker has a budget of its own.
      if (!response.ok() || !pathname.endsWith('.js') || pathname.includes('.worker')) return;
      bodies.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(here.site.origin + path, { waitUntil: 'networkidle' });
    const sizes = await Promise.all(bodies);
    await page.close();
    return sizes.reduce((total, size) => total + size, 0);
  }

  it('moves nothing while Monaco takes over, and puts the text where it was', async () => {
    const page = await here.browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Object.assign(globalThis, { shifts });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
      }).observe({ type: 'layout-shift', buffered: true });
    });
    // Monaco waits until the text field was measured.
    let release: () => void = () => undefined;
    const measured = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/assets\/monaco\./, async (route) => {
      await measured;
      await route.continue();
    });
    await page.goto(`${here.site.origin}/exercises/first-split/`);
    await page.evaluate(() => document.fonts.ready.then(() => undefined));
    const before = await wordAt(page, '.field-colours .line:nth-child(2) .tok-keyword');
    release();
    await monaco(page);
    await page.waitForTimeout(300);
    const after = await wordAt(page, '[data-monaco] .view-line:nth-child(2) span span');
    const total = await page.evaluate(() =>
      (globalThis as unknown as { shifts: number[] }).shifts.reduce((sum, value) => sum + value, 0),
    );
    expect(total).toBeLessThan(0.01);
    expect(Math.abs(after.x - before.x)).toBeLessThanOrEqual(1);
    expect(Math.abs(after.y - before.y)).toBeLessThanOrEqual(1);
    await page.close();
  });

  async function wordAt(page: Page, selector: string): Promise<{ x: number; y: number }> {
    return page
      .locator(selector)
      .first()
      .evaluate((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const box = range.getBoundingClientRect();
        return { x: box.x, y: box.y + box.height / 2 };
      });
  }
});

interface AxeViolation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}
