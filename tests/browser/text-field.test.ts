/** The plain text field: suggestions by keyboard and touch, and the tab of .dockerignore beside it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { says, shows, solutionOf, troubles, typeAll, waitForGoals } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TWO =
  'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\nFROM alpine:3.24\n';
const NODE = '/exercises/node-three-stages/';

describe.skipIf(!machineChromium)('the plain text field', () => {
  const here = siteInBrowser();

  const open = async (path: string, options: BrowserContextOptions = {}) => {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
    await context.addInitScript(() => {
      if (location.origin !== 'null') localStorage.setItem('stagecraft:workbench:editor', 'field');
    });
    const page = await context.newPage();
    const heard = troubles(page, here.site.origin);
    await page.goto(here.site.origin + path);
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#dockerfile')?.readOnly === false,
    );
    return { page, heard };
  };
  /** Focus in the field, suggestions loaded, this text in it. */
  const write = async (page: Page, text: string): Promise<void> => {
    await page.locator('#dockerfile').focus();
    await page.locator('#panel-dockerfile .field-suggestions').waitFor({ state: 'attached' });
    await typeAll(page, text);
  };
  const options = (page: Page, panel = '#panel-dockerfile'): Promise<string[]> =>
    page
      .locator(`${panel} .field-suggestions [role=option]`)
      .evaluateAll((all) => all.map((one) => one.querySelector('span')?.textContent ?? ''));

  it('suggests while one types; arrows choose, Enter takes, undo takes back', async () => {
    const { page, heard } = await open('/exercises/first-split/');
    await write(page, TWO);
    await page.keyboard.type('COPY --fr');
    await expect.poll(() => options(page)).toEqual(['--from']);
    await page.keyboard.press('ArrowDown');
    const area = page.locator('#dockerfile');
    await expect.poll(() => area.getAttribute('aria-activedescendant')).not.toBeNull();
    const active = await area.getAttribute('aria-activedescendant');
    await expect.poll(() => page.locator(`#${active}`).getAttribute('aria-selected')).toBe('true');
    await expect.poll(() => area.getAttribute('aria-controls')).toBe(active?.replace(/-\d+$/, ''));
    await page.keyboard.press('Enter');
    await shows(page, `${TWO}COPY --from=`);
    // What can follow is asked for at once: the stages.
    await expect.poll(async () => (await options(page))[0]).toBe('build');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shows(page, `${TWO}COPY --from=build`);
    await expect.poll(() => options(page)).toEqual([]);
    await page.keyboard.press('ControlOrMeta+z');
    await shows(page, `${TWO}COPY --from=`);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('offers what the simulated build has in a stage, with its size', async () => {
    const { page } = await open('/exercises/first-split/');
    await write(page, TWO);
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === 'ok',
    );
    await page.keyboard.type('COPY --from=build /out/');
    await expect.poll(() => options(page)).toEqual(['/out/app']);
    await expect
      .poll(() => page.locator('#panel-dockerfile .field-suggestions').textContent())
      .toMatch(/\/out\/app about [\d.]+ MB/);
    await page.context().close();
  });

  it('Enter is a new line where nothing was chosen, Escape closes, Control Space asks, Tab leaves', async () => {
    const { page } = await open('/exercises/first-split/');
    await write(page, '');
    await page.keyboard.type('FROM alpine', { delay: 20 });
    await expect.poll(async () => (await options(page)).length).toBeGreaterThan(1);
    await page.keyboard.press('Enter');
    await shows(page, 'FROM alpine\n');
    await expect.poll(() => options(page)).toEqual([]);
    await page.keyboard.press('Control+Space');
    await expect.poll(() => options(page)).toContain('COPY');
    await says(page, '[data-live]', 'suggestions');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Escape');
    await expect.poll(() => options(page)).toEqual([]);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('dockerfile');
    await page.keyboard.type('WORK');
    await expect.poll(() => options(page)).toEqual(['WORKDIR']);
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).not.toBe('dockerfile');
    await expect.poll(() => options(page)).toEqual([]);
    await shows(page, 'FROM alpine\nWORK');
    await page.context().close();
  });

  it('by touch, on a narrow screen: the list stays on the screen, and a tap takes', async () => {
    const { page } = await open('/exercises/first-split/', {
      viewport: { width: 390, height: 700 },
      hasTouch: true,
      isMobile: true,
    });
    await page.locator('.view-switch [data-view=editor]').tap();
    await write(page, TWO);
    await page.keyboard.type('COPY --from=');
    const build = page.locator('.field-suggestions [role=option]', { hasText: 'build' }).first();
    await build.waitFor();
    const box = await page.locator('#panel-dockerfile .field-suggestions').boundingBox();
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(390);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(700);
    expect((await build.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await build.tap();
    await shows(page, `${TWO}COPY --from=build`);
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('dockerfile');
    await page.context().close();
  });

  it('is accessible while the list is open, in both themes', async () => {
    const { page } = await open('/exercises/first-split/', { bypassCSP: true });
    for (const colorScheme of ['light', 'dark'] as const) {
      // At rest: a colour halfway between two themes has a contrast that nobody reads.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await write(page, 'FROM alp');
      await page.keyboard.press('Control+Space');
      await expect.poll(async () => (await options(page)).length).toBeGreaterThan(1);
      await page.keyboard.press('ArrowDown');
      await page.evaluate(AXE);
      const found = await page.evaluate(async () => {
        type Found = { violations: { id: string; nodes: { html: string }[] }[] };
        const { axe } = globalThis as unknown as { axe: { run(): Promise<Found> } };
        return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
      });
      expect(found).toEqual([]);
    }
    await page.context().close();
  });

  describe('.dockerignore, where it may be edited', () => {
    const ignore = (page: Page) => page.locator('.file-panel[data-path=".dockerignore"]');
    const openTab = async (page: Page): Promise<void> => {
      await page.getByRole('tab', { name: '.dockerignore' }).click();
      await ignore(page).locator('.ignore-note').waitFor();
      await ignore(page).locator('textarea').focus();
    };

    it('says what a line does, marks what is wrong, and mends it', async () => {
      const { page, heard } = await open(NODE);
      await openTab(page);
      await typeAll(page, '# of no use\nsrc\n!src/server.ts\n*.tsx\nbooks.ts\n');
      const note = ignore(page).locator('.ignore-note');
      const at = async (line: number): Promise<void> => {
        await page.keyboard.press('ControlOrMeta+Home');
        for (let count = 1; count < line; count++) await page.keyboard.press('ArrowDown');
      };
      await at(1);
      await expect.poll(() => note.textContent()).toContain('Line 1: A comment');
      await at(2);
      await expect.poll(() => note.textContent()).toContain('Excludes 1 file: src/books.ts.');
      await at(3);
      await expect.poll(() => note.textContent()).toContain('Takes back 1 file: src/server.ts.');
      await at(4);
      await expect.poll(() => note.textContent()).toContain('matches nothing in this context');
      await at(5);
      await expect.poll(() => note.textContent()).toContain('Unlike in a .gitignore');
      await expect.poll(() => ignore(page).locator('.field-gutter [data-severity=warning]').count()).toBe(1);
      await note.locator('button').click();
      await expect.poll(() => ignore(page).locator('textarea').inputValue()).toContain('\n**/books.ts\n');
      // The line under the pointer, without a click.
      const colours = ignore(page).locator('.field-colours .line');
      await colours.nth(0).hover({ force: true });
      await expect.poll(() => note.textContent()).toContain('Line 1');
      await expect.poll(() => ignore(page).locator('.field-colours .tok-comment').count()).toBe(1);
      await expect.poll(() => ignore(page).locator('.field-colours .tok-keyword').count()).toBe(1);
      expect(heard).toEqual([]);
      await page.context().close();
    });

    it('suggests the paths of the context', async () => {
      const { page } = await open(NODE);
      await openTab(page);
      const panel = '.file-panel[data-path=".dockerignore"]';
      await page.locator(`${panel} .field-suggestions`).waitFor({ state: 'attached' });
      await typeAll(page, '');
      await page.keyboard.type('src/s');
      await expect.poll(() => options(page, panel)).toEqual(['src/server.ts']);
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => ignore(page).locator('textarea').inputValue()).toBe('src/server.ts');
      await page.context().close();
    });

    it('decides the build and the goals, survives a reload, and starts over', async () => {
      const { page } = await open(NODE);
      await write(page, solutionOf('node-three-stages'));
      await waitForGoals(page, (all) => all.every((status) => status === 'met'));
      await openTab(page);
      const area = ignore(page).locator('textarea');
      const before = await area.inputValue();
      await page.keyboard.press('ControlOrMeta+End');
      await page.keyboard.insertText('src\n');
      await waitForGoals(page, (all) => all.includes('unmet'));
      await expect.poll(() => page.locator('[data-bench-words]').textContent()).toContain('The build stops');
      await page.reload();
      await page.waitForFunction(
        () => document.querySelector<HTMLTextAreaElement>('#dockerfile')?.readOnly === false,
      );
      await expect.poll(() => area.inputValue()).toBe(`${before}src\n`);
      await waitForGoals(page, (all) => all.includes('unmet'));
      // COPY of what the file excludes: the other editor says so, too.
      await page.locator('[data-action=reset]').click();
      await page.locator('[data-confirm] button[value=yes]').click();
      await expect.poll(() => area.inputValue()).toBe(before);
      await page.locator('[data-note] button').click();
      await expect.poll(() => area.inputValue()).toBe(`${before}src\n`);
      await page.context().close();
    });
  });
});
