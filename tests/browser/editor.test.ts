/** What the code editor knows of Dockerfiles, used with the keyboard alone. */
import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { focusEditor, monaco, textOf, troubles, typeAll } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const TWO = 'FROM golang:1.27 AS build\nWORKDIR /src\nRUN go build -o /out/app .\nFROM alpine:3.24\n';

describe.skipIf(!machineChromium)('the code editor', () => {
  let page: Page;
  let heard: string[];
  const here = siteInBrowser();
  beforeEach(async () => {
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/exercises/first-split/`);
    await monaco(page);
    await focusEditor(page);
  });
  afterEach(async () => {
    await page.context().close();
    expect(heard).toEqual([]);
  });

  async function suggestions(): Promise<string[]> {
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    return page
      .locator('.suggest-widget.visible .monaco-list-row')
      .evaluateAll((rows) => rows.map((row) => row.querySelector('.label-name')?.textContent ?? ''));
  }
  /** Waits until the text is this. */
  const becomes = (text: string): Promise<void> =>
    expect.poll(() => textOf(page)).toBe(text) as Promise<void>;
  /** The cursor to the first place of a word: a 1-based line and how many letters in. */
  async function moveTo(line: number, letters: number): Promise<void> {
    await page.keyboard.press('ControlOrMeta+Home');
    for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Home');
    for (let at = 0; at < letters; at++) await page.keyboard.press('ArrowRight');
  }

  it('completes the stage behind --from=, then its paths', async () => {
    await typeAll(page, `${TWO}COPY `);
    await page.keyboard.type('--');
    await expect.poll(() => suggestions()).toContain('--from');
    await page.keyboard.type('fr');
    await expect.poll(() => suggestions()).toEqual(['--from']);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await becomes(`${TWO}COPY --from=`);
    expect((await suggestions())[0]).toBe('build');
    await page.keyboard.press('ArrowDown');
    await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: 'build' }).waitFor();
    await page.keyboard.press('Enter');
    await becomes(`${TWO}COPY --from=build`);
    await page.keyboard.type(' /out');
    await page.keyboard.press('ControlOrMeta+Space');
    await expect.poll(() => suggestions()).toContain('/out/');
  });

  it('offers what the simulated build has in a stage, a directory at a time, with kind and size', async () => {
    await typeAll(
      page,
      'FROM golang:1.27 AS build\nWORKDIR /out/deep\nRUN echo hello > /out/word\nFROM alpine:3.24\n',
    );
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === 'ok',
    );
    await page.keyboard.type('COPY --from=build ');
    await page.keyboard.press('ControlOrMeta+Space');
    // What the Dockerfile made stands before what the base image brought.
    await expect.poll(async () => (await suggestions())[0]).toBe('/out/');
    await page.keyboard.press('Enter');
    await expect.poll(() => suggestions()).toEqual(['/out/deep/', '/out/word']);
    const rows = page.locator('.suggest-widget.visible .monaco-list-row');
    await expect.poll(() => rows.first().textContent()).toContain('directory');
    await expect.poll(() => rows.nth(1).textContent()).toContain('6 B');
  });

  it('shows base images with their size and the day of the facts', async () => {
    await typeAll(page, 'FROM alpine:3.2');
    await page.keyboard.press('ControlOrMeta+Space');
    await expect.poll(() => suggestions()).toContain('alpine:3.24');
    const row = page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'alpine:3.24' }).first();
    await expect.poll(() => row.textContent()).toMatch(/MB, 2026-\d\d-\d\d/);
  });

  it('never takes Enter for a suggestion that nobody asked for', async () => {
    await typeAll(page, '');
    await page.keyboard.type('FROM alpine', { delay: 30 });
    await suggestions();
    await page.keyboard.press('Enter');
    await becomes('FROM alpine\n');
  });

  it('completes the paths of the context and the variables of the stage', async () => {
    await typeAll(page, 'FROM alpine:3.24\nARG VERSION=1\nCOPY main');
    await page.keyboard.press('ControlOrMeta+Space');
    await expect.poll(() => suggestions()).toEqual(['main.go']);
    await page.keyboard.press('Enter');
    await becomes('FROM alpine:3.24\nARG VERSION=1\nCOPY main.go');
    await page.keyboard.type(' /$');
    await expect.poll(() => suggestions()).toContain('VERSION');
  });

  it('renames a stage everywhere with F2, and says why it cannot', async () => {
    await typeAll(
      page,
      `${TWO}COPY --link --from=build /out/app /build\nRUN --mount=from=build,target=/x ls`,
    );
    await moveTo(1, 20);
    await page.keyboard.press('F2');
    await page.locator('.rename-box input:focus').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('compile');
    await page.keyboard.press('Enter');
    await becomes(
      `${TWO.replace('AS build', 'AS compile')}COPY --link --from=compile /out/app /build\nRUN --mount=from=compile,target=/x ls`,
    );
    await moveTo(2, 2);
    await page.keyboard.press('F2');
    await expect
      .poll(() => page.locator('.monaco-editor-overlaymessage').textContent())
      .toContain('Only stages');
  });

  it('goes from a use of a stage to its name with F12, and marks all uses', async () => {
    await typeAll(page, `${TWO}COPY --from=build /out/app /app`);
    await moveTo(5, 14);
    await expect
      .poll(() => page.locator('.wordHighlight, .wordHighlightStrong').count())
      .toBeGreaterThanOrEqual(2);
    await page.keyboard.press('F12');
    await page.keyboard.type('compile');
    await becomes(`${TWO.replace('AS build', 'AS compile')}COPY --from=build /out/app /app`);
  });

  it('explains what stands at the cursor', async () => {
    await typeAll(page, TWO);
    await moveTo(4, 7);
    await page.keyboard.press('ControlOrMeta+k');
    await page.keyboard.press('ControlOrMeta+i');
    const hover = page.locator('.monaco-hover:not(.hidden)').first();
    await expect.poll(() => hover.textContent()).toMatch(/Size on disk: .*User: root.*Shell: .*musl.*2026-/s);
  });

  it('folds a stage and formats the file', async () => {
    await typeAll(page, `${TWO}copy --from=build /out/app /app`);
    await page.keyboard.press('Shift+Alt+f');
    await becomes(`${TWO}COPY --from=build /out/app /app`);
    await moveTo(1, 0);
    await page.keyboard.press('ControlOrMeta+Shift+BracketLeft');
    await expect.poll(async () => (await textOf(page)).split('\n').length).toBe(3);
    await page.keyboard.press('ControlOrMeta+Shift+BracketRight');
    await becomes(`${TWO}COPY --from=build /out/app /app`);
  });

  it('offers the quick fix of a problem', async () => {
    await typeAll(page, 'FROM golang:1.27 as Build\nRUN go build .\n');
    await page.locator('.squiggly-warning').first().waitFor();
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ControlOrMeta+Period');
    await page.locator('.action-widget').first().waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await textOf(page)) !== 'FROM golang:1.27 as Build\nRUN go build .\n')
      .toBe(true);
  });

  it('colours a stage that is named further down like one above, as the page does', async () => {
    await typeAll(
      page,
      'FROM alpine\nCOPY --from=later /a /b\nCOPY --from=nginx /a /b\nFROM alpine AS later\n',
    );
    const colour = (text: string, at: number) =>
      page.evaluate(
        ({ text, at }) => {
          const spans = [...document.querySelectorAll<HTMLElement>('[data-monaco] .view-line span span')];
          const span = spans.filter((one) => one.childElementCount === 0 && one.textContent?.trim() === text)[
            at
          ];
          return span ? getComputedStyle(span).color : '';
        },
        { text, at },
      );
    await expect
      .poll(
        async () =>
          (await colour('later', 0)) !== '' && (await colour('later', 0)) === (await colour('later', 1)),
      )
      .toBe(true);
    await expect.poll(() => colour('nginx', 0)).not.toBe(await colour('later', 0));
  });

  it('moves no letter when it takes the text field’s place', async () => {
    const leftOf = async (selector: string): Promise<number> => {
      const left = () =>
        page.evaluate((wanted) => {
          const element = document.querySelector(wanted);
          const range = document.createRange();
          if (element) range.selectNodeContents(element);
          return element ? range.getBoundingClientRect().left : 0;
        }, selector);
      await expect.poll(left).toBeGreaterThan(0);
      return left();
    };
    const monacoLeft = await leftOf('[data-monaco] .view-line > span > span');
    await page.locator('[data-action=editor]').focus();
    await page.keyboard.press('Enter');
    const fieldLeft = await leftOf('#panel-dockerfile .field-colours .line > span');
    expect(Math.abs(monacoLeft - fieldLeft)).toBeLessThan(1);
  });
});
