/** What a page may cost: script before it is used, hosts, policy, accessibility; every kind, both themes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { troubles } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Most script, gzip, in bytes, that a page of a kind may load of itself. Workers are not the page's thread. */
const SCRIPT = {
  lesson: 8_000,
  liveLesson: 12_000,
  exercise: 60_000,
  playground: 60_000,
  // The search itself, loaded as soon as the field has the focus.
  search: 32_000,
  // Reads, writes and checks everything that is kept.
  progress: 10_000,
  other: 8_000,
};
/** What comes when the reader turns to it: the editor. */
const LATER = /\/assets\/monaco[^/]*\.js$/;

/** A page of each kind. */
const KINDS: readonly { path: string; kind: keyof typeof SCRIPT; editor?: boolean }[] = [
  { path: '/', kind: 'other' },
  { path: '/lessons/', kind: 'other' },
  { path: '/lessons/one-stage/', kind: 'lesson' },
  { path: '/exercises/', kind: 'other' },
  { path: '/exercises/first-split/', kind: 'exercise', editor: true },
  { path: '/playground/', kind: 'playground', editor: true },
  { path: '/search/', kind: 'search' },
  { path: '/checks/', kind: 'other' },
  { path: '/checks/unreachable-stage/', kind: 'other' },
  { path: '/guides/', kind: 'other' },
  { path: '/guides/teaching/', kind: 'other' },
  { path: '/progress/', kind: 'progress' },
  { path: '/404.html', kind: 'other' },
];

describe.skipIf(!machineChromium)('budgets', () => {
  const here = siteInBrowser();

  it('every lesson without a live part keeps to the budget of lessons; one with a part loads it when it is near', async () => {
    const lessons = readdirSync(join(here.site.folder, 'lessons')).filter((name) =>
      existsSync(join(here.site.folder, 'lessons', name, 'index.html')),
    );
    expect(lessons.length).toBeGreaterThan(3);
    for (const name of lessons) {
      const html = readFileSync(join(here.site.folder, 'lessons', name, 'index.html'), 'utf8');
      const size = await scriptOf(`/lessons/${name}/`);
      expect(size, name).toBeGreaterThan(0);
      expect(size, name).toBeLessThanOrEqual(html.includes('<try-it') ? SCRIPT.liveLesson : SCRIPT.lesson);
    }
  });

  for (const { path, kind, editor = false } of KINDS) {
    it(`${path}: script, hosts, policy`, async () => {
      const heard: string[] = [];
      const size = await scriptOf(path, (page) => heard.push(...troubles(page, here.site.origin)));
      console.info(`${path}: ${size} bytes of script, gzip`);
      expect(size).toBeLessThanOrEqual(SCRIPT[kind]);
      expect(heard).toEqual([]);
      const page = await here.browser.newPage();
      await page.goto(here.site.origin + path);
      const policy = await page.locator('meta[http-equiv="content-security-policy"]').getAttribute('content');
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/(?<!wasm-)unsafe-eval/);
      expect(policy?.includes('wasm-unsafe-eval')).toBe(kind === 'search');
      expect(policy?.includes('unsafe-inline')).toBe(editor);
      await page.close();
    });

    it(`${path}: axe finds nothing, light and dark, wide, narrow and with the motion reduced`, async () => {
      // The policy would keep the test's own script out.
      const context = await here.browser.newContext({
        bypassCSP: true,
        reducedMotion: 'reduce',
        serviceWorkers: 'block',
      });
      const page = await context.newPage();
      const found: string[] = [];
      for (const width of [1440, 390])
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          await page.goto(here.site.origin + path);
          if (editor && width > 700) await page.waitForSelector('[data-monaco] .view-line');
          for (const violation of await axe(page)) found.push(`${width} ${colorScheme}: ${violation}`);
          const moving = await page.evaluate(() =>
            document
              .getAnimations()
              .filter((one) => one.playState === 'running' && Number(one.effect?.getTiming().duration) > 50)
              .map((one) => {
                const target = (one.effect as KeyframeEffect | null)?.target;
                return `${(one as CSSAnimation).animationName ?? 'a transition'} on ${target?.className}`;
              }),
          );
          // The editor's own caret may blink: it is text, as in any field.
          for (const name of moving.filter((one) => !/cursor|caret/.test(one)))
            found.push(`${width} ${colorScheme}: ${name} moves`);
        }
      expect(found).toEqual([]);
      await context.close();
    });

    it(`${path}: at 200 % zoom nothing runs out of the window`, async () => {
      const page = await here.browser.newPage({
        viewport: { width: 640, height: 450 },
        serviceWorkers: 'block',
      });
      await page.goto(here.site.origin + path);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(over).toBeLessThanOrEqual(0);
      await page.close();
    });
  }

  it('the sheet of shortcuts and a live lesson are accessible too', async () => {
    const context = await here.browser.newContext({ bypassCSP: true, serviceWorkers: 'block' });
    const page = await context.newPage();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.goto(`${here.site.origin}/lessons/two-stages/`);
      await page.locator('try-it').scrollIntoViewIfNeeded();
      await page.waitForFunction(
        () => document.querySelector<HTMLTextAreaElement>('try-it textarea')?.readOnly === false,
      );
      await page.locator('which-files [data-check]').click();
      expect(await axe(page)).toEqual([]);
      await page.goto(`${here.site.origin}/lessons/what-runs-again/`);
      await page.locator('runs-again [data-check]').first().click();
      await page.locator('runs-again [data-result]').first().waitFor();
      expect(await axe(page)).toEqual([]);
      await page.goto(`${here.site.origin}/lessons/two-stages/`);
      await page.locator('[data-open-shortcuts]').click();
      await page.locator('.shortcut-sheet').waitFor();
      expect(await axe(page)).toEqual([]);
    }
    await context.close();
  });

  it('which steps run again: predicted by the keyboard alone, answered by what a second build does', async () => {
    const page = await here.browser.newPage({ serviceWorkers: 'block' });
    await page.goto(`${here.site.origin}/lessons/what-runs-again/`);
    const quiz = page.locator('runs-again').first();
    const status = quiz.locator('[data-status]');
    // By default main.go changes: all but WORKDIR and adduser run again.
    await quiz.locator('[type=radio]').first().focus();
    for (const box of [1, 2, 3, 5]) {
      await quiz.locator('[type=checkbox]').nth(box).focus();
      await page.keyboard.press('Space');
    }
    await quiz.locator('[data-check]').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => status.textContent()).toBe('All right.');
    // A file that only tests read: compiled again, but what comes out is the same, so it is not copied again.
    await quiz.locator('[type=radio]').first().focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => status.textContent()).toBe('');
    await expect.poll(() => quiz.locator('[type=checkbox]:checked').count()).toBe(0);
    await quiz.locator('[data-check]').click();
    await expect
      .poll(() => quiz.locator('.steps li').last().textContent())
      .toContain('Right: it is taken from the cache. What it copies was made anew, and came out the same');
    await expect.poll(() => status.textContent()).toContain('3 of 6 right');
    await page.close();
  });

  it('a first visit keeps no more than its bound', () => {
    const worker = readFileSync(join(here.site.folder, 'service-worker.js'), 'utf8');
    const first = JSON.parse(/const FIRST = (\[.*\]);/.exec(worker)?.[1] ?? '[]') as string[];
    expect(first).toContain('lessons/one-stage/');
    const bytes = first
      .map((path) => join(here.site.folder, path === '' || path.endsWith('/') ? `${path}index.html` : path))
      .reduce((sum, file) => sum + gzipSync(readFileSync(file)).length, 0);
    console.info(`kept at the first visit: ${first.length} files, ${bytes} bytes, gzip`);
    expect(bytes).toBeLessThanOrEqual(5_000_000);
    expect(first.some((path) => LATER.test(`/${path}`))).toBe(false);
  });

  /** Bytes (gzip) of all script that a page loads of itself, the editor left out. */
  async function scriptOf(path: string, open?: (page: Page) => void): Promise<number> {
    const page = await here.browser.newPage({ serviceWorkers: 'block' });
    open?.(page);
    // The plain text field: what is there before the editor comes.
    await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    const bodies: Promise<number>[] = [];
    page.on('response', (response) => {
      const { pathname } = new URL(response.url());
      if (!response.ok() || !pathname.endsWith('.js') || pathname.includes('.worker')) return;
      if (response.request().frame() !== page.mainFrame()) return;
      bodies.push(response.body().then((body) => gzipSync(body).length));
    });
    await page.goto(here.site.origin + path, { waitUntil: 'networkidle' });
    const sizes = await Promise.all(bodies);
    await page.close();
    return sizes.reduce((total, size) => total + size, 0);
  }

  async function axe(page: Page): Promise<string[]> {
    await page.evaluate(AXE);
    return page.evaluate(async () => {
      type Found = { violations: { id: string; nodes: { html: string }[] }[] };
      const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
      const { violations } = await axe.run();
      return violations.map(({ id, nodes }) =>
        `${id}: ${nodes.map(({ html }) => html).join(' ')}`.slice(0, 300),
      );
    });
  }
});
