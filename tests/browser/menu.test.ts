/** The header on a narrow screen: one row, and a menu that the browser itself opens and closes. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { siteInBrowser } from './here.ts';

describe.skipIf(!machineChromium)('the header on a narrow screen', () => {
  const here = siteInBrowser();

  const open = async (path: string, javaScriptEnabled = true): Promise<Page> => {
    const context = await here.browser.newContext({
      viewport: { width: 390, height: 844 },
      reducedMotion: 'reduce',
      javaScriptEnabled,
    });
    const page = await context.newPage();
    await page.goto(here.site.origin + path);
    return page;
  };
  const height = (page: Page): Promise<number> =>
    page.locator('.site-header').evaluate((header) => header.getBoundingClientRect().height);

  it('is one row from 320 pixels up to where all of it fits', async () => {
    const page = await open('/exercises/first-split/');
    for (const width of [320, 390, 700, 1055, 1056, 1440]) {
      await page.setViewportSize({ width, height: 844 });
      const rows = await page.evaluate(() => {
        const tops = [...document.querySelectorAll('.site-header .bar > *, .site-header nav a')]
          .map((one) => one.getBoundingClientRect())
          .filter((box) => box.width > 0 && box.height > 0)
          .map((box) => box.top + box.height / 2);
        return Math.max(...tops) - Math.min(...tops);
      });
      expect([width, rows < 10]).toEqual([width, true]);
      await expect.poll(() => height(page)).toBeLessThan(70);
    }
    await page.context().close();
  });

  it('opens its menu by the keyboard, closes it with Escape, and gives the focus back', async () => {
    const page = await open('/exercises/first-split/');
    const button = page.locator('.menu-button');
    const link = page.locator('#site-menu a', { hasText: 'Lessons' });
    await expect.poll(() => link.isVisible()).toBe(false);
    await button.focus();
    await page.keyboard.press('Enter');
    await link.waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent?.trim())).toBe('Lessons');
    await page.keyboard.press('Escape');
    await expect.poll(() => link.isVisible()).toBe(false);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.classList.contains('menu-button')))
      .toBe(true);
    await page.context().close();
  });

  it('leads on without any script', async () => {
    const page = await open('/', false);
    await page.locator('.menu-button').click();
    await page.locator('#site-menu a', { hasText: 'Lessons' }).click();
    await page.waitForURL('**/lessons/');
    await page.context().close();
  });
});
