/** The site without a network, after one visit; and a new version that costs no draft. */
import { copyFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { focusEditor, monaco, says, shows, solutionOf, troubles, typeAll, waitForGoals } from './exercise.ts';
import { siteInBrowser } from './here.ts';
import { serveSite } from './site.ts';

const PATH = '/exercises/first-split/';

describe.skipIf(!machineChromium)('without a network', () => {
  const here = siteInBrowser();

  /** Waits until the service worker has kept everything. */
  async function kept(page: Page): Promise<void> {
    await page.evaluate(async () => {
      // `ready` never fails and may never come: where the service worker cannot be installed, say so.
      const { active } = await Promise.race([
        navigator.serviceWorker.ready,
        new Promise<never>((_, fail) =>
          setTimeout(() => fail(new Error('no service worker took over within 30 s')), 30_000),
        ),
      ]);
      if (active && active.state !== 'activated')
        await new Promise((done) => active.addEventListener('statechange', done, { once: true }));
    });
  }

  it('after one visit to an exercise: lessons, exercises with their editor, and the playground', async () => {
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const heard = troubles(page, here.site.origin);
    await page.goto(here.site.origin + PATH);
    await monaco(page);
    await kept(page);
    // Monaco was loaded before the worker was there; the page has told it so.
    await expect.poll(() => page.evaluate(missingParts), { timeout: 20_000 }).toEqual([]);
    await context.setOffline(true);
    await page.goto(`${here.site.origin}/lessons/two-stages/`);
    await expect.poll(() => page.locator('h1').innerText()).toBe('Build here, ship there');
    await page.goto(here.site.origin + PATH);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, solutionOf('first-split'));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await page.goto(`${here.site.origin}/playground/#exercise=name-the-stage`);
    await page.waitForFunction(() =>
      document.querySelector('[data-files]')?.textContent?.includes('main.go'),
    );
    await page.goto(`${here.site.origin}/no/such/page/`);
    await says(page, 'body', 'Stagecraft');
    expect(heard).toEqual([]);
    await context.close();
  });

  it('a new version waits, is offered, and takes over without losing the draft', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'stagecraft-update-'));
    cpSync(here.site.folder, folder, { recursive: true });
    const before = process.env.STAGECRAFT_DIST;
    process.env.STAGECRAFT_DIST = folder;
    const own = await serveSite();
    if (before === undefined) delete process.env.STAGECRAFT_DIST;
    else process.env.STAGECRAFT_DIST = before;
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    const page = await context.newPage();
    try {
      await page.goto(own.origin + PATH);
      await kept(page);
      await page.reload();
      await expect.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
      await page.locator('#dockerfile').focus();
      await typeAll(page, 'FROM scratch AS mine\n');

      const worker = join(folder, 'service-worker.js');
      const text = readFileSync(worker, 'utf8');
      writeFileSync(worker, text.replace(/const VERSION = "[^"]*"/, 'const VERSION = "the-next-one"'));
      expect(readFileSync(worker, 'utf8')).not.toBe(text);
      copyFileSync(join(folder, 'index.html'), join(folder, 'index.html.old'));
      await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
      const notice = page.locator('.update-notice');
      await notice.waitFor();
      await says(page, '.update-notice', 'Your drafts are kept');
      await shows(page, 'FROM scratch AS mine\n');
      await Promise.all([page.waitForEvent('load'), notice.getByRole('button', { name: 'Reload' }).click()]);
      await shows(page, 'FROM scratch AS mine\n');
      const names = () => page.evaluate(() => caches.keys());
      await expect
        .poll(async () => (await names()).some((name) => name.endsWith(':the-next-one')), { timeout: 10_000 })
        .toBe(true);
      await expect.poll(async () => (await names()).filter((name) => !name.endsWith(':used')).length).toBe(1);
      await expect.poll(() => page.locator('.update-notice').count()).toBe(0);
    } finally {
      await context.close();
      own.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** The parts of the editor that this page has loaded and that are not kept yet; `['none']` before there are any. */
async function missingParts(): Promise<string[]> {
  const parts = performance
    .getEntriesByType('resource')
    .map(({ name }) => name)
    .filter((name) => /\/assets\/monaco[^/]*\.js$/.test(name));
  const kept = await Promise.all(parts.map((name) => caches.match(name)));
  return parts.length === 0 ? ['none'] : parts.filter((_, at) => !kept[at]);
}
