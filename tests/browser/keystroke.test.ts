/** What a keystroke may cost: nothing is drawn that nobody sees, little is touched, a megabyte hangs nothing. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { solutionOf } from './exercise.ts';
import { siteInBrowser } from './here.ts';

/** The exercise with the most goals. */
const PATH = '/exercises/node-three-stages/';
/** Nodes that one answer may add or remove, and attributes and texts that it may set. */
const MOST_NODES = 60;
const MOST_SETTINGS = 120;

interface Counts {
  hidden: string[];
  nodes: number;
  settings: number;
}

describe.skipIf(!machineChromium)('a keystroke', () => {
  const here = siteInBrowser();

  const open = async (text: string): Promise<Page> => {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    await page.goto(here.site.origin + PATH);
    await put(page, text);
    return page;
  };
  const put = (page: Page, text: string): Promise<void> =>
    page.locator('#dockerfile').evaluate((area: HTMLTextAreaElement, value) => {
      area.value = value;
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  const built = (page: Page): Promise<unknown> =>
    page.waitForFunction(
      () => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === 'ok',
      undefined,
      { timeout: 20_000 },
    );
  /** Counts what changes in the page until `counted` is called. */
  const count = (page: Page): Promise<void> =>
    page.evaluate(() => {
      const counts: Counts = { hidden: [], nodes: 0, settings: 0 };
      new MutationObserver((records) => {
        for (const record of records) {
          const target = record.target instanceof Element ? record.target : record.target.parentElement;
          const panel = target?.closest<HTMLElement>('.bench-panel');
          if (panel?.hidden) counts.hidden.push(`${panel.id}: ${record.type}`);
          if (record.type === 'childList')
            for (const node of [...record.addedNodes, ...record.removedNodes])
              counts.nodes += node instanceof Element ? 1 + node.querySelectorAll('*').length : 1;
          else counts.settings++;
        }
      }).observe(document.body, {
        subtree: true,
        childList: true,
        attributes: true,
        characterData: true,
      });
      (globalThis as unknown as { counts: Counts }).counts = counts;
    });
  const counted = (page: Page): Promise<Counts> =>
    page.evaluate(() => (globalThis as unknown as { counts: Counts }).counts);

  it('touches little of the page, and nothing in a panel that nobody sees', async () => {
    const page = await open(`${solutionOf('node-three-stages')}# end`);
    await built(page);
    for (const panel of ['stages', 'build', 'image', 'cache']) {
      await page.locator(`#bench-tab-${panel}`).click();
      await page.locator('#dockerfile').focus();
      await page.keyboard.press('ControlOrMeta+End');
      await count(page);
      await page.keyboard.press('x');
      await page.waitForFunction(
        () => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === 'waiting',
      );
      await built(page);
      const { hidden, nodes, settings } = await counted(page);
      expect([panel, ...hidden]).toEqual([panel]);
      expect(settings).toBeGreaterThan(0);
      expect([panel, nodes < MOST_NODES || nodes]).toEqual([panel, true]);
      expect([panel, settings < MOST_SETTINGS || settings]).toEqual([panel, true]);
    }
    await page.context().close();
  });

  it('has no rule of style that asks the whole page at every change', async () => {
    const page = await open(solutionOf('node-three-stages'));
    const rules = await page.evaluate(() =>
      [...document.styleSheets].flatMap((sheet) =>
        [...sheet.cssRules]
          .map((rule) => rule.cssText)
          .filter((text) => /(^|[\s,}])(html|body|main|:root)[^{\s>]*:has\(/.test(text)),
      ),
    );
    expect(rules).toEqual([]);
    await page.context().close();
  });

  it('may select all of a megabyte, and type into it', async () => {
    const line = 'RUN echo some words on a line that is long enough\n';
    const page = await open(`FROM alpine:3.24\n${line.repeat(20_000)}`);
    await page.waitForFunction(() => document.querySelector('#panel-dockerfile .field.plain'));
    // What makes a selection slow: content that is locked away in closed details.
    const locked = await page.evaluate(
      () =>
        [...document.querySelectorAll('details:not([open])')].filter(
          (one) => getComputedStyle(one, '::details-content').contentVisibility === 'hidden',
        ).length,
    );
    expect(locked).toBe(0);
    await page.locator('#dockerfile').focus();
    await page.keyboard.press('ControlOrMeta+a');
    expect(
      await page
        .locator('#dockerfile')
        .evaluate((area: HTMLTextAreaElement) => area.selectionEnd - area.selectionStart),
    ).toBeGreaterThan(1_000_000);
    await page.keyboard.press('x');
    await expect
      .poll(() => page.locator('#dockerfile').evaluate((area: HTMLTextAreaElement) => area.value))
      .toBe('x');
    await page.waitForFunction(() => !document.documentElement.classList.contains('has-long-text'));
    await page.context().close();
  });
});
