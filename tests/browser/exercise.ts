/** What the tests do with an exercise's page. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { ROOT } from './site.ts';

/** The Dockerfile that an exercise starts with. */
export function startOf(id: string): string {
  return readFileSync(join(ROOT, 'exercises', id, 'start.Dockerfile'), 'utf8');
}

/** The first of an exercise's solutions. */
export function solutionOf(id: string): string {
  const folder = join(ROOT, 'exercises', id, 'solutions');
  const [first] = readdirSync(folder).sort();
  return readFileSync(join(folder, first as string), 'utf8');
}

/** Waits until Monaco has taken over and drawn its text. */
export async function monaco(page: Page): Promise<void> {
  await page.waitForSelector('[data-monaco] .view-line');
  await page.waitForFunction(
    () => document.querySelector<HTMLElement>('#panel-dockerfile [data-field]')?.hidden,
  );
}

/** The Dockerfile as the learner sees it, whichever editor stands there. */
export async function textOf(page: Page): Promise<string> {
  return page.evaluate(() => {
    const field = document.querySelector<HTMLElement>('#panel-dockerfile [data-field]');
    if (field && !field.hidden) return field.querySelector('textarea')?.value ?? '';
    const lines = [...document.querySelectorAll<HTMLElement>('[data-monaco] .view-line')];
    return lines
      .sort((a, b) => Number.parseFloat(a.style.top) - Number.parseFloat(b.style.top))
      .map((line) => (line.textContent ?? '').replaceAll('\u00a0', ' '))
      .join('\n');
  });
}

/** Waits until the editor shows this text: what Monaco draws comes a frame after what was done. */
export async function shows(page: Page, text: string): Promise<void> {
  await expect.poll(async () => (await textOf(page)).trimEnd(), { timeout: 10_000 }).toBe(text.trimEnd());
}

/** Waits until the first element of this selector contains these words. */
export async function says(page: Page, selector: string, words: string): Promise<void> {
  await expect.poll(() => page.locator(selector).first().textContent(), { timeout: 10_000 }).toContain(words);
}

/** Replaces the text by the keyboard alone: focus must stand in an editor. */
export async function typeAll(page: Page, text: string): Promise<void> {
  await page.keyboard.press('ControlOrMeta+a');
  if (text === '') await page.keyboard.press('Delete');
  else await page.keyboard.insertText(text);
}

/** Puts the focus into the editor, whichever it is. */
export async function focusEditor(page: Page): Promise<void> {
  const host = page.locator('[data-monaco] [role=textbox], [data-monaco] textarea').first();
  if (await page.locator('[data-monaco]').isVisible()) await host.focus();
  else await page.locator('#dockerfile').focus();
}

/** The statuses of the goals, in order. */
export async function goals(page: Page): Promise<string[]> {
  return page
    .locator('.goal')
    .evaluateAll((all) => all.map((goal) => goal.getAttribute('data-status') ?? ''));
}

/** Waits until the goals stand so. */
export async function waitForGoals(page: Page, test: (statuses: string[]) => boolean): Promise<string[]> {
  const until = Date.now() + 20_000;
  let last: string[] = [];
  while (Date.now() < until) {
    last = await goals(page);
    if (test(last)) return last;
    await page.waitForTimeout(50);
  }
  throw new Error(`the goals stayed ${last.join(', ')}`);
}

/** Hears what must not happen: errors of scripts, breaches of the policy, requests to elsewhere. */
export function troubles(page: Page, origin: string): string[] {
  const heard: string[] = [];
  page.on('pageerror', (error) => {
    // The browser's own word when it skips the fade between two pages; no script of ours is behind it.
    if (!/^Transition was (aborted|skipped)/.test(error.message)) heard.push(`error: ${error.message}`);
  });
  page.on('console', (message) => {
    const text = message.text();
    if (message.type() === 'error' && /content security policy|refused to/i.test(text)) heard.push(text);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) heard.push(`request: ${url}`);
  });
  return heard;
}
