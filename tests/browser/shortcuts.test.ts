/** The sheet of shortcuts against what the keys do: each row of it is pressed, and what it says must happen. */
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { focusEditor, monaco, shows, textOf, typeAll } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const TWO =
  'FROM golang:1.27 AS build\nWORKDIR /src\nRUN go build -o /out/app .\nFROM alpine:3.24\nCOPY --from=build /out/app /app\n';

type Press = (page: Page) => Promise<void>;

/** The cursor to a 1-based line and so many letters in, by the keyboard. */
async function moveTo(page: Page, line: number, letters = 0): Promise<void> {
  await page.keyboard.press('ControlOrMeta+Home');
  for (let at = 1; at < line; at++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Home');
  for (let at = 0; at < letters; at++) await page.keyboard.press('ArrowRight');
}
const inEditor = (page: Page) =>
  page.evaluate(() => document.activeElement?.closest('[data-monaco]') !== null);
const lines = async (page: Page) => (await textOf(page)).split('\n').length;
const visible = (page: Page, selector: string) =>
  page.locator(selector).first().waitFor({ state: 'visible' });
const write = async (page: Page, text: string) => {
  await typeAll(page, text);
  await shows(page, text);
};

const EDITOR: Record<string, Press> = {
  Tab: async (page) => {
    await page.keyboard.press('Tab');
    await expect.poll(() => inEditor(page)).toBe(false);
    await shows(page, TWO);
  },
  'Ctrl M': async (page) => {
    await write(page, 'RUN x');
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await expect.poll(() => textOf(page)).toMatch(/^RUN x\s+$/);
    await expect.poll(() => inEditor(page)).toBe(true);
    await page.keyboard.press('Control+m');
    await page.keyboard.press('Tab');
    await expect.poll(() => inEditor(page)).toBe(false);
  },
  'Ctrl Space': async (page) => {
    await page.keyboard.press('Control+Space');
    await visible(page, '.suggest-widget.visible .monaco-list-row');
  },
  'Ctrl K Ctrl I': async (page) => {
    await moveTo(page, 4, 7);
    await page.keyboard.press('Control+k');
    await page.keyboard.press('Control+i');
    await expect
      .poll(() => page.locator('.monaco-hover:not(.hidden)').first().textContent())
      .toContain('Size on disk');
  },
  F8: async (page) => {
    await write(page, 'FROM golang:1.27 as Build\nRUN go build .\n');
    await visible(page, '.squiggly-warning');
    await page.keyboard.press('F8');
    await visible(page, '.marker-widget');
  },
  'Ctrl .': async (page) => {
    await write(page, 'FROM golang:1.27 as Build\nRUN go build .\n');
    await visible(page, '.squiggly-warning');
    await page.keyboard.press('F8');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Period');
    await visible(page, '.action-widget');
  },
  F2: async (page) => {
    await moveTo(page, 1, 21);
    await page.keyboard.press('F2');
    await page.locator('.rename-box input:focus').waitFor();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('compile');
    await page.keyboard.press('Enter');
    await shows(page, TWO.replaceAll(/(AS |--from=)build/g, '$1compile'));
  },
  F12: async (page) => {
    await moveTo(page, 5, 13);
    await page.keyboard.press('F12');
    await page.keyboard.type('compile');
    await shows(page, TWO.replace('AS build', 'AS compile'));
  },
  'Shift Alt F': async (page) => {
    await write(page, TWO.replace('COPY', 'copy'));
    await page.keyboard.press('Shift+Alt+f');
    await shows(page, TWO);
  },
  'Ctrl Shift [': async (page) => {
    await moveTo(page, 1);
    const before = await lines(page);
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect.poll(() => lines(page)).toBe(before - 2);
  },
  'Ctrl Shift ]': async (page) => {
    await moveTo(page, 1);
    const before = await lines(page);
    await page.keyboard.press('Control+Shift+BracketLeft');
    await expect.poll(() => lines(page)).toBe(before - 2);
    await page.keyboard.press('Control+Shift+BracketRight');
    await expect.poll(() => lines(page)).toBe(before);
  },
  'Ctrl /': async (page) => {
    await moveTo(page, 2);
    await page.keyboard.press('Control+Slash');
    await shows(page, TWO.replace('WORKDIR', '# WORKDIR'));
    await page.keyboard.press('Control+Slash');
    await shows(page, TWO);
  },
  'Alt ↑': async (page) => {
    await moveTo(page, 3);
    await page.keyboard.press('Alt+ArrowUp');
    await shows(
      page,
      TWO.replace('WORKDIR /src\nRUN go build -o /out/app .', 'RUN go build -o /out/app .\nWORKDIR /src'),
    );
    await page.keyboard.press('Alt+ArrowDown');
    await shows(page, TWO);
  },
  'Ctrl D': async (page) => {
    await moveTo(page, 3, 8);
    await page.keyboard.press('Control+d');
    await page.keyboard.press('Control+d');
    await expect.poll(() => page.locator('[data-monaco] .cursor').count()).toBe(2);
  },
  'Ctrl F': async (page) => {
    await page.keyboard.press('Control+f');
    await visible(page, '.find-widget.visible');
  },
  'Ctrl Z': async (page) => {
    await page.keyboard.press('ControlOrMeta+End');
    await page.keyboard.insertText('USER');
    await shows(page, `${TWO}USER`);
    await page.keyboard.press('Control+z');
    await shows(page, TWO);
  },
  F1: async (page) => {
    await page.keyboard.press('F1');
    await visible(page, '.quick-input-widget');
    await expect.poll(() => page.locator('.quick-input-list .monaco-list-row').count()).toBeGreaterThan(5);
  },
};

const focused = (page: Page, selector: string) =>
  expect.poll(() => page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)).toBe(true);
const open = (page: Page) => page.locator('#panel-dockerfile .field-suggestions:popover-open').count();

const FIELD: Record<string, Press> = {
  'Ctrl Space': async (page) => {
    await page.keyboard.press('Control+Space');
    await expect.poll(() => open(page)).toBe(1);
  },
  '↑ ↓': async (page) => {
    await page.keyboard.press('Control+Space');
    await expect.poll(() => open(page)).toBe(1);
    const chosen = () =>
      page
        .locator('#panel-dockerfile [role=option]')
        .evaluateAll((all) => all.findIndex((one) => one.getAttribute('aria-selected') === 'true'));
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect.poll(chosen).toBe(1);
    await page.keyboard.press('ArrowUp');
    await expect.poll(chosen).toBe(0);
  },
  Enter: async (page) => {
    await typeAll(page, 'WORK');
    await page.keyboard.press('Control+Space');
    await expect.poll(() => open(page)).toBe(1);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await shows(page, 'WORKDIR ');
  },
  Esc: async (page) => {
    await page.keyboard.press('Control+Space');
    await expect.poll(() => open(page)).toBe(1);
    await page.keyboard.press('Escape');
    await expect.poll(() => open(page)).toBe(0);
  },
};

const widthOf = (page: Page, selector: string) =>
  page.locator(selector).first().getAttribute('aria-valuenow').then(Number);
const PANES = '.separator[role=separator][data-pane=task]';
const HEIGHT = 'build-bench [role=separator]';

/** Rows of one group by their keys and the first words of what they do: several rows share their keys. */
const PLACES: Record<string, Press> = {
  '← → On a line between panes': async (page) => {
    await page.locator(PANES).focus();
    const before = await widthOf(page, PANES);
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => widthOf(page, PANES)).toBeLessThan(before);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => widthOf(page, PANES)).toBe(before);
    await page.keyboard.press('Shift+ArrowLeft');
    const large = before - (await widthOf(page, PANES));
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('ArrowLeft');
    expect(large).toBeGreaterThan(before - (await widthOf(page, PANES)));
  },
  'Home End On a line between panes': async (page) => {
    await page.locator(PANES).focus();
    await page.keyboard.press('Home');
    const least = await widthOf(page, PANES);
    await page.keyboard.press('End');
    await expect.poll(() => widthOf(page, PANES)).toBeGreaterThan(least);
  },
  '↑ ↓ On the line above the build': async (page) => {
    await page.locator(HEIGHT).focus();
    const height = () =>
      page.locator('build-bench').evaluate((bench) => bench.getBoundingClientRect().height);
    const before = await height();
    await page.keyboard.press('ArrowUp');
    await expect.poll(height).toBeGreaterThan(before);
    await page.keyboard.press('ArrowDown');
    await expect.poll(height).toBe(before);
  },
  '→ ← In the tree of files': async (page) => {
    await page.waitForFunction(
      () => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === 'ok',
    );
    await page.getByRole('tab', { name: 'Image' }).click();
    const row = page.locator('[data-bench-tree] [role=treeitem][aria-expanded=false]').first();
    await row.waitFor();
    const closed = () => page.locator('[data-bench-tree] [role=treeitem][aria-expanded=false]').count();
    await page.locator('[data-bench-tree] [role=treeitem][tabindex="0"]').first().focus();
    while ((await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))) !== 'false') {
      await page.keyboard.press('ArrowDown');
    }
    const name = await page.evaluate(() => document.activeElement?.textContent);
    const before = await closed();
    await page.keyboard.press('ArrowRight');
    await focused(page, '[aria-expanded=true]');
    await page.keyboard.press('ArrowLeft');
    await focused(page, '[aria-expanded=false]');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(name);
    await expect.poll(() => closed()).toBe(before);
  },
  '← → On tabs': async (page) => {
    for (const list of ['.file-tabs', '.bench-tabs']) {
      const all = page.locator(`${list} [role=tab]`);
      await all.first().focus();
      await page.keyboard.press('ArrowRight');
      await expect.poll(() => all.nth(1).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('ArrowLeft');
      await expect.poll(() => all.first().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('End');
      await expect.poll(() => all.last().getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('Home');
      await expect.poll(() => all.first().getAttribute('aria-selected')).toBe('true');
    }
  },
};

describe.skipIf(!machineChromium)('the sheet of shortcuts', () => {
  const here = siteInBrowser();

  async function exercise(editor: 'field' | 'monaco'): Promise<Page> {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
    });
    await context.addInitScript((kind) => {
      if (location.origin !== 'null') localStorage.setItem('stagecraft:workbench:editor', kind);
    }, editor);
    const page = await context.newPage();
    await page.goto(`${here.site.origin}/exercises/first-split/`);
    if (editor === 'monaco') await monaco(page);
    else {
      await page.waitForFunction(
        () => document.querySelector<HTMLTextAreaElement>('#dockerfile')?.readOnly === false,
      );
      await page.locator('#dockerfile').focus();
      await page.locator('#panel-dockerfile .field-suggestions').waitFor({ state: 'attached' });
    }
    await focusEditor(page);
    return page;
  }

  it('has each row that is pressed below, and no other', async () => {
    const page = await exercise('field');
    await page.locator('[data-open-shortcuts]').click();
    await page.locator('.shortcut-sheet').waitFor();
    const groups = await page.locator('.shortcut-sheet h3').evaluateAll((titles) =>
      titles.map((title) => ({
        title: title.textContent ?? '',
        rows: [...(title.nextElementSibling?.querySelectorAll(':scope > div') ?? [])].map((row) => ({
          keys: row.querySelector('dt')?.textContent ?? '',
          does: row.querySelector('dd')?.textContent ?? '',
        })),
      })),
    );
    const keys = (title: string) =>
      groups.find((group) => group.title === title)?.rows.map((row) => row.keys);
    expect(groups.map(({ title }) => title)).toEqual([
      'Everywhere',
      'Code editor',
      'Plain text field',
      'Panes and tabs',
    ]);
    expect(keys('Everywhere')).toEqual(['?', '/', 'Tab']);
    expect(keys('Code editor')?.sort()).toEqual(Object.keys(EDITOR).sort());
    expect(keys('Plain text field')?.sort()).toEqual(Object.keys(FIELD).sort());
    const places = groups.find(({ title }) => title === 'Panes and tabs')?.rows ?? [];
    expect(places.length).toBe(Object.keys(PLACES).length);
    for (const start of Object.keys(PLACES))
      expect(
        places.filter(({ keys: own, does }) => `${own} ${does}`.startsWith(start)),
        start,
      ).toHaveLength(1);
    await page.context().close();
  });

  describe('in the code editor', () => {
    for (const [keys, press] of Object.entries(EDITOR)) {
      it(keys, async () => {
        const page = await exercise('monaco');
        await write(page, TWO);
        await press(page);
        await page.context().close();
      });
    }
  });

  describe('in the plain text field', () => {
    for (const [keys, press] of Object.entries(FIELD)) {
      it(keys, async () => {
        const page = await exercise('field');
        await typeAll(page, '');
        await press(page);
        await page.context().close();
      });
    }
  });

  describe('on panes and tabs', () => {
    for (const [row, press] of Object.entries(PLACES)) {
      it(row, async () => {
        const page = await exercise('field');
        await press(page);
        await page.context().close();
      });
    }
  });
});
