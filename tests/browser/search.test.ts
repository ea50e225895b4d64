/** Search, the sheet of shortcuts, and the live parts of lessons. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { troubles, typeAll } from './exercise.ts';
import { siteInBrowser } from './here.ts';

describe.skipIf(!machineChromium)('search, shortcuts, live lessons', () => {
  const here = siteInBrowser();
  const fresh = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
    return context.newPage();
  };

  it('finds lessons, exercises, checks and guides, under its policy, by the keyboard', async () => {
    const page = await fresh();
    const heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/lessons/`);
    await page.keyboard.press('/');
    await page.waitForURL(/\/search\/$/);
    await page.waitForFunction(() => document.activeElement?.id === 'query');
    await page.keyboard.type('distroless');
    await page.waitForSelector('[data-results] .hit');
    await expect
      .poll(() => page.locator('[data-results] .hit').allInnerTexts())
      .toContain('Almost nothing: scratch and distroless');
    expect(page.url()).toContain('?q=distroless');
    await expect.poll(() => page.locator('[data-status]').innerText()).toMatch(/pages?/);
    for (const [word, kind] of [
      ['UnreachableStage', 'Check'],
      ['workshop', 'Guide'],
      ['virtual environment', 'Exercise'],
    ]) {
      await page.goto(`${here.site.origin}/search/?q=${encodeURIComponent(word as string)}`);
      await page.waitForSelector('[data-results] .kind');
      expect((await page.locator('[data-results] .kind').allInnerTexts()).join(' ')).toContain(kind);
    }
    await page.goto(
      `${here.site.origin}/search/?q=${encodeURIComponent('<img src=x onerror=alert(1)>zzzzqq')}`,
    );
    await page.waitForFunction(() => document.querySelector('[data-status]')?.textContent !== '');
    await expect.poll(() => page.locator('site-search img').count()).toBe(0);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('a word of many pages finds lessons and guides before single checks; a check by its name comes first', async () => {
    const page = await fresh();
    const kinds = async (query: string): Promise<string[]> => {
      await page.goto(`${here.site.origin}/search/?q=${encodeURIComponent(query)}`);
      await page.waitForSelector('[data-results] .kind');
      return (await page.locator('[data-results] .kind').allInnerTexts()).map(
        (kind) => kind.split(' ')[0] ?? '',
      );
    };
    for (const word of ['cache', 'stage', 'distroless']) {
      const found = await kinds(word);
      expect(['Lesson', 'Guide'], `${word}: ${found.join(' ')}`).toContain(found[0]);
      expect(found.slice(0, 2), `${word}: ${found.join(' ')}`).not.toContain('Check');
      // The checks are still there.
      expect(found).toContain('Check');
    }
    expect(['Lesson', 'Guide']).toContain((await kinds('secret'))[0]);
    expect((await kinds('UnreachableStage'))[0]).toBe('Check');
    await expect.poll(() => page.locator('[data-results] .hit').first().innerText()).toBe('UnreachableStage');
    await page.context().close();
  });

  it('no solution can be found, and no page that is not worth it', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/search/?q=playground`);
    await page.waitForFunction(() => document.querySelector('[data-status]')?.textContent !== '');
    const links = await page
      .locator('[data-results] .hit')
      .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
    for (const link of links) expect(link).toMatch(/^\/(lessons|exercises|checks|guides)\/./);
    await page.context().close();
  });

  it('without script: a list of all pages', async () => {
    const page = await fresh({ javaScriptEnabled: false });
    await page.goto(`${here.site.origin}/search/`);
    await expect.poll(() => page.locator('.groups a').count()).toBeGreaterThan(40);
    await expect.poll(() => page.locator('#query').isVisible()).toBe(false);
    await page.context().close();
  });

  it('says so where the index cannot be loaded, and tries again', async () => {
    const page = await fresh();
    let broken = true;
    await page.route(/pagefind\.js/, (route) => (broken ? route.abort() : route.continue()));
    await page.goto(`${here.site.origin}/search/`);
    await page.locator('#query').fill('scratch');
    await page.waitForFunction(() =>
      document.querySelector('[data-status]')?.textContent?.includes('could not be loaded'),
    );
    broken = false;
    await page.reload();
    await page.locator('#query').fill('scratch');
    await page.waitForSelector('[data-results] .hit');
    await page.context().close();
  });

  it('? opens the sheet, Escape closes it, and single keys can be switched off', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/exercises/first-split/`);
    await page.locator('h1').click();
    await page.keyboard.press('?');
    const sheet = page.locator('.shortcut-sheet');
    await sheet.waitFor();
    await expect.poll(() => sheet.innerText()).toContain('Code editor');
    await sheet.locator('input').uncheck();
    await page.keyboard.press('Escape');
    await expect.poll(() => sheet.isVisible()).toBe(false);
    await page.keyboard.press('?');
    await page.keyboard.press('/');
    await expect.poll(() => sheet.isVisible()).toBe(false);
    expect(page.url()).toContain('/exercises/first-split/');
    await page.locator('[data-open-shortcuts]').click();
    await sheet.waitFor();
    await page.keyboard.press('Escape');
    // In a text the keys are letters.
    await page.evaluate(() => localStorage.removeItem('stagecraft:single-keys'));
    await page.goto(`${here.site.origin}/search/`);
    await page.locator('#query').focus();
    await page.keyboard.type('what?');
    await expect.poll(() => page.locator('#query').inputValue()).toBe('what?');
    await expect.poll(() => page.locator('.shortcut-sheet').count()).toBe(0);
    await page.context().close();
  });

  it('a small Dockerfile in a lesson answers while one types, and starts over', async () => {
    const page = await fresh();
    const heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/lessons/two-stages/`);
    const live = page.locator('try-it');
    const area = live.locator('textarea');
    await live.scrollIntoViewIfNeeded();
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('try-it textarea')?.readOnly === false,
    );
    const start = await area.inputValue();
    await area.focus();
    await typeAll(
      page,
      start.replace('FROM golang:1.27', 'FROM golang:1.27 AS build').replace('--from=0', '--from=build'),
    );
    await page.waitForFunction(() =>
      document.querySelector('try-it [data-stages]')?.textContent?.includes('from build'),
    );
    await typeAll(page, 'FRUM x\n');
    await page.waitForFunction(() =>
      document.querySelector('try-it [data-line]')?.textContent?.includes('Docker stops'),
    );
    await live.locator('[data-reset]').click();
    await expect.poll(() => area.inputValue()).toBe(start);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('a question about files and a build step by step, by the keyboard', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/lessons/two-stages/`);
    const question = page.locator('which-files');
    await question.locator('input').nth(0).check();
    await question.locator('input').nth(3).check();
    await question.locator('[data-check]').press('Enter');
    await expect.poll(() => question.locator('[data-status]').innerText()).toBe('All right.');
    await question.locator('input').nth(1).check();
    await question.locator('[data-check]').press('Enter');
    await expect.poll(() => question.locator('li').nth(1).getAttribute('data-result')).toBe('wrong');

    const steps = page.locator('build-steps');
    const count = await steps.locator('.side > ol > li').count();
    await expect.poll(() => steps.locator('.side > ol > li:visible').count()).toBe(1);
    await steps.locator('[data-next]').focus();
    for (let at = 1; at < count; at++) await page.keyboard.press('Enter');
    await expect.poll(() => steps.locator('[data-status]').innerText()).toBe(`Step ${count} of ${count}`);
    await expect.poll(() => steps.locator('.line.now').innerText()).toContain('CMD');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-previous')))
      .toBe(true);
    await page.context().close();
  });

  it('without script the steps and the answers can be read', async () => {
    const page = await fresh({ javaScriptEnabled: false });
    await page.goto(`${here.site.origin}/lessons/two-stages/`);
    await expect.poll(() => page.locator('build-steps .side > ol > li:visible').count()).toBeGreaterThan(5);
    await expect.poll(() => page.locator('which-files .answer').isVisible()).toBe(true);
    await expect.poll(() => page.locator('try-it .field-colours').innerText()).toContain('FROM golang');
    await page.context().close();
  });
});
