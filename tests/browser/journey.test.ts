/** The main job from end to end, as a learner does it, and once more with the keyboard alone. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import {
  focusEditor,
  monaco,
  says,
  shows,
  solutionOf,
  startOf,
  textOf,
  troubles,
  typeAll,
  waitForGoals,
} from './exercise.ts';
import { siteInBrowser } from './here.ts';

const ID = 'first-split';

describe.skipIf(!machineChromium)('an exercise, from the lesson to the end', () => {
  const here = siteInBrowser();
  const open = async (path: string): Promise<{ page: Page; heard: string[] }> => {
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    const heard = troubles(page, here.site.origin);
    await page.goto(here.site.origin + path);
    return { page, heard };
  };

  it('reads a lesson, opens its exercise, solves it, and finds everything after a reload', async () => {
    const { page, heard } = await open('/lessons/');
    await page.locator('main a[href*="/lessons/"]').first().click();
    await page.locator('main a[href*="/exercises/"]').first().click();
    await page.waitForURL(/\/exercises\/[a-z-]+\/$/);
    const id = new URL(page.url()).pathname.split('/').at(-2) as string;

    await monaco(page);
    await shows(page, startOf(id));
    await waitForGoals(page, (all) => all.includes('unmet'));

    await focusEditor(page);
    await typeAll(page, solutionOf(id));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await page.locator('[data-done]').waitFor({ state: 'visible' });
    await says(page, '[data-done] h2', 'All goals are met');
    await says(page, '[data-state]', 'Solved');

    await page.reload();
    await monaco(page);
    await shows(page, solutionOf(id));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await says(page, '[data-note]', 'Your draft is back.');
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('goes by the keyboard alone: into the editor, out of it, to a goal, to a hint', async () => {
    const { page } = await open(`/exercises/${ID}/`);
    await monaco(page);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe('Skip to the Dockerfile');
    await page.keyboard.press('Enter');
    const inEditor = () => page.evaluate(() => document.activeElement?.closest('[data-monaco]') !== null);
    await expect.poll(inEditor).toBe(true);
    await typeAll(page, 'FROM golang:1.27 AS build\n');
    await shows(page, 'FROM golang:1.27 AS build\n');
    await page.keyboard.press('Tab');
    await expect.poll(inEditor).toBe(false);
    await shows(page, 'FROM golang:1.27 AS build\n');

    await page.locator('[data-hint]').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.hints li').first().waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.goal') !== null))
      .toBe(true);
    await page.context().close();
  });

  it('lets Tab indent after Control M, and says so', async () => {
    const { page } = await open(`/exercises/${ID}/`);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, 'RUN x');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await says(page, '[data-live]', 'Tab indents');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('[data-monaco]') !== null))
      .toBe(true);
    await page.context().close();
  });

  it('goes to the line of a problem, shows it in the editor, and applies its fix', async () => {
    const { page } = await open(`/exercises/${ID}/`);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, 'FROM golang:1.27 as build\nFRUM x\n');
    const place = page.locator('.problem[data-severity=error] .place').first();
    await place.waitFor();
    await page.locator('[data-monaco] .squiggly-error').first().waitFor();
    const line = await place.textContent();
    await place.click();
    await page.waitForFunction(() => document.activeElement?.closest('[data-monaco]') !== null);
    expect(line).toBe('Line 2');
    await page.locator('.problem [data-fix]', { hasText: 'AS' }).click();
    await page.waitForFunction(() => document.querySelector('[data-live]')?.textContent?.startsWith('Done'));
    await expect.poll(() => textOf(page)).toContain('FROM golang:1.27 AS build');
    await page.context().close();
  });

  it('opens the goal that the address names, at once and later', async () => {
    const { page } = await open(`/exercises/${ID}/#goal-ship-alpine`);
    const focused = () =>
      page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-goal]')?.dataset.goal);
    await expect.poll(focused).toBe('ship-alpine');
    await page.locator('[data-goal=ship-alpine] details[open]').waitFor();
    await page.evaluate(() => {
      location.hash = '#goal-it-works';
    });
    await expect.poll(focused).toBe('it-works');
    await page.locator('[data-goal=it-works] details[open]').waitFor();
    await page.context().close();
  });

  it('starts over only after a question, and takes it back', async () => {
    const { page } = await open(`/exercises/${ID}/`);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, 'FROM scratch');
    await shows(page, 'FROM scratch');
    await page.locator('[data-action=reset]').click();
    await page.locator('[data-confirm] button[value=no]').click();
    await shows(page, 'FROM scratch');
    await page.locator('[data-action=reset]').click();
    await page.locator('[data-confirm] button[value=yes]').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-note]')?.textContent?.includes('starts with'),
    );
    await shows(page, startOf(ID));
    await page.locator('[data-note] button').click();
    await shows(page, 'FROM scratch');
    await page.context().close();
  });

  it('shows a solution after a question, side by side, and records it apart from solving', async () => {
    const { page } = await open(`/exercises/${ID}/`);
    await monaco(page);
    await page.locator('[data-action=compare]').first().click();
    await page.locator('[data-confirm] button[value=yes]').click();
    await page.locator('.diff tr[data-kind]').first().waitFor();
    await page.locator('[data-solutions] button').nth(1).waitFor();
    await page.locator('[data-solutions] button').nth(1).click();
    await page.locator('[data-action=take]').click();
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await says(page, '[data-state]', 'Finished with a solution shown');
    await page.context().close();
  });
});
