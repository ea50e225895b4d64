/** What goes wrong in real browsers: the learner can go on, and is told. */
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import {
  focusEditor,
  goals,
  monaco,
  says,
  shows,
  solutionOf,
  startOf,
  typeAll,
  waitForGoals,
} from './exercise.ts';
import { siteInBrowser } from './here.ts';

const ID = 'first-split';
const PATH = `/exercises/${ID}/`;

describe.skipIf(!machineChromium)('an exercise in trouble', () => {
  const here = siteInBrowser();
  const fresh = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
    return context.newPage();
  };
  const field = (page: Page) => page.locator('#dockerfile');

  it('without script: the task, the coloured text and the goals can be read', async () => {
    const page = await fresh({ javaScriptEnabled: false });
    await page.goto(here.site.origin + PATH);
    await expect
      .poll(() => page.locator('#panel-dockerfile .field-colours').innerText())
      .toContain('FROM golang');
    await expect.poll(() => page.locator('.field-colours .tok-keyword').count()).toBeGreaterThan(0);
    await expect.poll(() => page.locator('.goal').count()).toBeGreaterThan(1);
    await expect.poll(() => page.locator('#dockerfile').isVisible()).toBe(false);
    await expect.poll(() => page.locator('.view-switch').isVisible()).toBe(false);
    await page.context().close();
  });

  it('on a phone: the text field, the views, and the same checker', async () => {
    const page = await fresh({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.goto(here.site.origin + PATH);
    await page.locator('.view-switch [data-view=editor]').tap();
    await expect.poll(() => field(page).isVisible()).toBe(true);
    await field(page).tap();
    await typeAll(page, solutionOf(ID));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await expect.poll(() => page.locator('[data-monaco]').isVisible()).toBe(false);
    const total = (await goals(page)).length;
    await says(page, '[data-count]', `${total}/${total}`);
    await page.locator('.view-switch [data-view=goals]').tap();
    await page.locator('[data-done]').waitFor({ state: 'visible' });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('by choice: the text field takes over text and selection, and the choice is remembered', async () => {
    const page = await fresh();
    await page.goto(here.site.origin + PATH);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, 'FROM alpine\nRUN x');
    await shows(page, 'FROM alpine\nRUN x');
    await page.locator('[data-action=editor]').click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('dockerfile');
    await expect.poll(() => field(page).inputValue()).toBe('FROM alpine\nRUN x');
    await expect
      .poll(() => field(page).evaluate((area: HTMLTextAreaElement) => area.selectionStart))
      .toBe(17);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.reload();
    await page.locator('.problem').first().waitFor();
    await expect.poll(() => page.locator('[data-monaco]').isVisible()).toBe(false);
    expect(asked.filter((url) => /\/assets\/monaco[^/]*\.js$/.test(url))).toEqual([]);
    await expect.poll(() => field(page).inputValue()).toBe('FROM alpine\nRUN x');
    await page.context().close();
  });

  it('marks problems in the text field, line by line', async () => {
    const page = await fresh({ viewport: { width: 600, height: 800 } });
    await page.goto(here.site.origin + PATH);
    await page.locator('.view-switch [data-view=editor]').click();
    await field(page).focus();
    await typeAll(page, 'FROM alpine\nFRUM x\n');
    await page.locator('.field-gutter [data-severity=error]').waitFor();
    await says(page, '.field-gutter [data-severity=error]', '2');
    await expect.poll(() => page.evaluate(() => CSS.highlights.get('problem-error')?.size)).toBe(1);
    await page.context().close();
  });

  it('with Monaco blocked: the text field stays, says so, and checks', async () => {
    const page = await fresh();
    await page.route(/\/assets\/monaco\./, (route) => route.abort());
    await page.goto(here.site.origin + PATH);
    await page.waitForFunction(() =>
      document.querySelector('[data-keys]')?.textContent?.includes('did not load'),
    );
    await field(page).focus();
    await typeAll(page, solutionOf(ID));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await page.context().close();
  });

  it('with the worker blocked: the checker runs all the same', async () => {
    const page = await fresh();
    await page.route(/engine\.worker/, (route) => route.abort());
    await page.goto(here.site.origin + PATH);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, solutionOf(ID));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await page.context().close();
  });

  it('with storage switched off: everything works, and the page says that nothing is kept', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('denied', 'SecurityError');
        },
      });
    });
    await page.goto(here.site.origin + PATH);
    await says(page, '[data-note]', 'keeps nothing');
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, solutionOf(ID));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await page.context().close();
  });

  it('with storage full: typing goes on, and the page says so', async () => {
    const page = await fresh();
    await page.addInitScript(() => {
      Storage.prototype.setItem = () => {
        throw new DOMException('full', 'QuotaExceededError');
      };
    });
    await page.goto(here.site.origin + PATH);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, 'FROM alpine');
    await page.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('full'));
    await shows(page, 'FROM alpine');
    await page.context().close();
  });

  it('with a store that holds rubbish: the start stands there, and the rubbish is set aside', async () => {
    const page = await fresh();
    await page.addInitScript((key) => {
      if (!localStorage.getItem('was-here')) localStorage.setItem(key, '{"version":1,"draft":7');
      localStorage.setItem('was-here', '1');
    }, `stagecraft:exercise:${ID}`);
    await page.goto(here.site.origin + PATH);
    await page.waitForFunction(() =>
      document.querySelector('[data-note]')?.textContent?.includes('set aside'),
    );
    await shows(page, startOf(ID));
    await page.context().close();
  });

  it('in two tabs: neither destroys the other’s text', async () => {
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const [a, b] = [await context.newPage(), await context.newPage()];
    for (const page of [a, b]) {
      await page.goto(here.site.origin + PATH);
      await monaco(page);
    }
    await a.bringToFront();
    await focusEditor(a);
    await typeAll(a, 'FROM alpine:a');
    await shows(a, 'FROM alpine:a');
    await b.bringToFront();
    await focusEditor(b);
    await typeAll(b, 'FROM alpine:b');
    await a.bringToFront();
    await a.waitForFunction(() =>
      document.querySelector('[data-note]')?.textContent?.includes('Another tab'),
    );
    await shows(a, 'FROM alpine:a');
    await a.locator('[data-note] button').click();
    await a.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('other tab'));
    await shows(a, 'FROM alpine:b');
    await context.close();
  });

  const hostile: [string, string][] = [
    ['a megabyte', 'RUN echo hello \\\n'.repeat(60_000)],
    ['binary', '\u0000\u0001\ufffd\u007f'.repeat(500)],
    ['a heredoc without end', 'FROM alpine\nRUN <<EOT\necho\n'],
    ['a cycle', 'FROM b AS a\nFROM a AS b\nCOPY --from=b / /\n'],
    ['only comments', '# nothing\n# here\n'],
    ['markup', '<img src=x onerror="document.title=1">\nFROM <script>document.title=2</script>'],
  ];
  for (const [name, text] of hostile) {
    it(`with ${name}: a problem is named and typing goes on`, async () => {
      const page = await fresh();
      await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
      await page.goto(here.site.origin + PATH);
      const title = await page.title();
      await field(page).focus();
      await put(page, text);
      await page.locator('.problem[data-severity=error]').first().waitFor({ timeout: 10_000 });
      await page.keyboard.press('End');
      await page.keyboard.type('x');
      await expect.poll(() => page.title()).toBe(title);
      await put(page, solutionOf(ID));
      await waitForGoals(page, (all) => all.every((status) => status === 'met'));
      await page.context().close();
    });
  }

  /** Puts a text in at once: selecting a megabyte takes Chromium itself seconds. */
  async function put(page: Page, text: string): Promise<void> {
    await field(page).evaluate((area: HTMLTextAreaElement, value) => {
      area.value = value;
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  }
});
