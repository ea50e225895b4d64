/**
 * One exercise as a screen reader hears it, from the first heading to the finished exercise. What was heard stands
 * in screen-reader.txt for people to read; the test compares. After a change that is meant, read what
 * `npx vitest run --project browser tests/browser/screen-reader.test.ts -u` writes, before you commit it.
 */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { focusEditor, monaco, solutionOf, typeAll, waitForGoals } from './exercise.ts';
import { siteInBrowser } from './here.ts';
import { ScreenReader } from './screen-reader.ts';

const ID = 'first-split';

describe.skipIf(!machineChromium)('an exercise, heard', () => {
  const here = siteInBrowser();

  it('says what there is, what happened and what to do, once each', async () => {
    const page = await here.browser.newPage({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    const reader = await ScreenReader.listen(page);
    const lines: string[] = [];
    const chapter = (title: string, said: readonly string[]): void => {
      lines.push('', `# ${title}`, '', ...said);
    };

    await page.goto(`${here.site.origin}/exercises/${ID}/`);
    await monaco(page);
    await waitForGoals(page, (all) => all.at(-1) === 'unmet');
    await built(page);
    chapter('The page opens: what is said', [await countSaid(page, reader)]);
    chapter('The page', await reader.outline());
    chapter('The page, by Tab', await byTab(page, reader));

    await focusEditor(page);
    await typeAll(page, 'FROM golang:1.27 AS build\nFRUM x\n');
    await page.locator('.problem[data-severity=error]').first().waitFor();
    chapter('A word is misspelt: what is said', [await countSaid(page, reader)]);
    chapter('The problems', after(await reader.outline('Goals'), 'Problems'));

    await typeAll(page, solutionOf(ID).replace(/COPY --from.*\n/, ''));
    await waitForGoals(page, (all) => all.filter((status) => status === 'unmet').length === 2);
    chapter('The program is not copied: what is said', [await countSaid(page, reader)]);
    await page.locator('.goal[data-status=unmet] [data-hint]').first().focus();
    await page.keyboard.press('Enter');
    chapter('A hint is opened: what is said', [await saidWith(reader, /COPY/)]);

    await focusEditor(page);
    await typeAll(page, solutionOf(ID));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    chapter('Solved: what is said', [await countSaid(page, reader)]);
    chapter('Solved: the goals', await reader.outline('Goals'));

    for (const view of ['Stages', 'Build', 'Image', 'Cache']) {
      const tab = page.getByRole('tab', { name: view, exact: true });
      await tab.click();
      await page.getByRole('tabpanel', { name: view, exact: true }).waitFor();
      await built(page);
      chapter(`The build: ${view}`, await reader.outline(view));
    }

    await page.locator('[data-action=compare]').first().click();
    const dialog = page.getByRole('dialog').first();
    await dialog.waitFor();
    const name = await dialog.evaluate(
      (one) =>
        one.getAttribute('aria-label') ??
        document.getElementById(one.getAttribute('aria-labelledby') ?? '')?.textContent?.trim() ??
        '',
    );
    expect(name).not.toBe('');
    chapter('A solution: the question', await reader.outline(name));
    await page.close();

    const transcript = `${lines.join('\n').trim()}\n`;
    // Nothing that can be used is without a name.
    expect(
      lines.filter((line) => /^\s*(button|link|tab|checkbox|radio|textbox|disclosure)(,|$)/.test(line)),
    ).toEqual([]);
    await expect(transcript).toMatchFileSnapshot('screen-reader.txt');
  });

  /** What follows a heading. */
  function after(all: readonly string[], heading: string): string[] {
    return all.slice(all.findIndex((line) => line.includes(`heading “${heading}”`)));
  }

  /** Every stop of the Tab key, until it comes round. */
  async function byTab(page: Page, reader: ScreenReader): Promise<string[]> {
    const stops: string[] = [];
    for (let at = 0; at < 120; at++) {
      await page.keyboard.press('Tab');
      const stop = await reader.focused();
      // Behind the last one the browser's own buttons follow.
      if (stop === 'generic' || (stops.length > 0 && stop === stops[0])) break;
      stops.push(stop);
    }
    return stops;
  }

  /** Waits until a live region has said such words; of several, the last. */
  async function saidWith(reader: ScreenReader, words: RegExp): Promise<string> {
    const all: string[] = [];
    const heard = async (): Promise<string> => {
      all.push(...(await reader.heard()));
      return all.join('\n');
    };
    await expect.poll(heard, { timeout: 10_000 }).toMatch(words);
    return all.filter((one) => words.test(one)).at(-1) ?? '';
  }

  /** Waits until the count of goals that the page shows has been said: before it, what a check alone can tell may be. */
  async function countSaid(page: Page, reader: ScreenReader): Promise<string> {
    const all: string[] = [];
    const last = async (): Promise<boolean> => {
      all.push(...(await reader.heard()));
      const count = await page.locator('[data-summary]').textContent();
      return all.at(-1)?.startsWith(count ?? '-') ?? false;
    };
    await expect.poll(last, { timeout: 10_000 }).toBe(true);
    return all.at(-1) ?? '';
  }

  /** Waits until the build that belongs to the text has been shown. */
  async function built(page: Page): Promise<void> {
    await page.waitForFunction(
      () =>
        document.querySelector<HTMLElement>('[data-bench-progress]')?.hidden &&
        document.querySelector('[data-bench-words]')?.textContent?.startsWith('Image:'),
    );
  }
});
