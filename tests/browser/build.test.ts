/** The build under the editor, in a real browser: graph, log, image, cache, and what goes wrong. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { solutionOf, troubles, waitForGoals } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const PATH = '/exercises/first-split/';
const TEXT = `FROM golang:1.27 AS build
WORKDIR /src
COPY go.mod ./
COPY main.go ./
RUN echo compiled > /out

FROM alpine:3.24 AS forgotten
COPY main.go /

FROM alpine:3.24
COPY --from=build /out /usr/bin/hello
COPY --from=build /src/go.mod /src/main.go /srv/
RUN rm /srv/main.go
USER 10001
CMD ["/usr/bin/hello"]
`;

describe.skipIf(!machineChromium)('the build under the editor', () => {
  const here = siteInBrowser();

  const open = async (
    text: string,
    options: BrowserContextOptions = {},
    before?: (page: Page) => Promise<unknown>,
  ) => {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    });
    const page = await context.newPage();
    // The text field is the same to the bench as Monaco, and quicker to fill.
    await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    await before?.(page);
    await page.goto(here.site.origin + PATH);
    await put(page, text);
    return page;
  };
  const put = (page: Page, text: string): Promise<void> =>
    page.locator('#dockerfile').evaluate((area: HTMLTextAreaElement, value) => {
      area.value = value;
      area.dispatchEvent(new InputEvent('input', { bubbles: true }));
    }, text);
  const state = (page: Page, wanted: string): Promise<unknown> =>
    page.waitForFunction(
      (value) => document.querySelector<HTMLElement>('build-bench')?.dataset.buildState === value,
      wanted,
      { timeout: 20_000 },
    );
  const tab = (page: Page, name: string): Promise<void> => page.locator(`#bench-tab-${name}`).click();
  /** 1-based line of the caret. */
  const caretLine = (page: Page): Promise<number> =>
    page
      .locator('#dockerfile')
      .evaluate((area: HTMLTextAreaElement) => area.value.slice(0, area.selectionStart).split('\n').length);

  it('draws the stages, and follows the caret both ways', async () => {
    const page = await open(TEXT);
    const heard = troubles(page, here.site.origin);
    await state(page, 'ok');
    const roles = await page
      .locator('.graph .stage')
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-role')));
    expect(roles).toEqual(['left', 'unused', 'ships']);
    await expect
      .poll(() => page.locator('.graph .stage').nth(1).innerText())
      .toContain('nothing takes from it');
    await expect.poll(() => page.locator('.edge[data-kind=copy]').count()).toBe(1);
    // Read as it is heard: every path that travels, how much it is, and from where.
    await expect
      .poll(() => page.locator('.graph .stage-takes .edge-label').textContent())
      .toContain('takes /out, /src/go.mod, /src/main.go');

    await page.locator('.graph .stage[data-stage="2"] .stage-name button').click();
    await expect.poll(() => caretLine(page)).toBe(10);
    await expect.poll(() => page.locator('.graph .stage.is-here').getAttribute('data-stage')).toBe('2');
    await page.keyboard.press('ControlOrMeta+Home');
    await page.waitForFunction(
      () => document.querySelector('.graph .is-here')?.getAttribute('data-stage') === '0',
    );
    await page.locator('.edge-label').first().click();
    await expect.poll(() => caretLine(page)).toBe(11);
    // Two copies are one edge: the caret on the second marks it, too.
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.querySelector('.edge.is-here'));
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => !document.querySelector('.edge.is-here'));
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('shows the log and the time line, each step with its line', async () => {
    const page = await open(TEXT);
    await state(page, 'ok');
    await tab(page, 'build');
    const log = () => page.locator('.build-log').innerText();
    await expect.poll(log).toContain('[build 5/5] RUN echo compiled > /out');
    expect(await log()).not.toContain('forgotten');
    await page.locator('.log-line.vertex', { hasText: 'RUN rm' }).click();
    await expect.poll(() => caretLine(page)).toBe(13);
    await expect.poll(() => page.locator('.lane').count()).toBe(2);
    await page.locator('.slot').first().focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => caretLine(page)).toBe(2);
    await page.context().close();
  });

  it('lets the learner watch the build: by the slider, from moment to moment, or as it runs', async () => {
    const page = await open(TEXT);
    await state(page, 'ok');
    await tab(page, 'build');
    const title = page.locator('[data-run-title]');
    await expect.poll(() => title.textContent()).toMatch(/^\[\+\] Building [\d.]+s \((\d+)\/\1\) FINISHED$/);
    // Motion is not wanted here: a button goes from one moment to the next.
    const play = page.locator('[data-run-play]');
    await expect.poll(() => play.textContent()).toBe('Next moment');
    await play.press('Enter');
    await expect.poll(() => title.textContent()).toMatch(/^\[\+\] Building 0\.0s \(\d+\/\d+\)$/);
    await expect
      .poll(() => page.locator('.log-block', { hasText: 'exporting to image' }).isVisible())
      .toBe(false);
    await expect
      .poll(() => page.locator('.log-block', { hasText: 'load build definition' }).isVisible())
      .toBe(true);
    await page.locator('[data-run-moment]').press('End');
    await expect.poll(() => title.textContent()).toContain('FINISHED');
    await expect
      .poll(() => page.locator('.log-block', { hasText: 'exporting to image' }).isVisible())
      .toBe(true);
    await page.emulateMedia({ reducedMotion: 'no-preference' });
    await play.click();
    await page.waitForFunction(() => document.querySelector('#bench-build.is-running'));
    await page.waitForFunction(() => !document.querySelector('#bench-build.is-running'));
    await expect.poll(() => title.textContent()).toContain('FINISHED');
    await page.context().close();
  });

  it('draws what the goals ask for, leads to the goal, and draws it no more when it is there', async () => {
    const page = await open('FROM golang:1.27\nCOPY . .\n');
    const ghosts = page.locator('.graph .stage[data-role=wanted]');
    await expect.poll(() => ghosts.count()).toBe(1);
    await state(page, 'ok');
    await expect.poll(() => ghosts.innerText()).toContain('Asked for, to ship');
    await expect.poll(() => page.locator('.edge[data-kind=wanted]').count()).toBe(1);
    const link = ghosts.locator('.stage-asked .goal-link');
    const goal = (await link.getAttribute('data-goal-link')) as string;
    await link.press('Enter');
    await expect
      .poll(() =>
        page.evaluate(() => document.activeElement?.closest('[data-goal]')?.getAttribute('data-goal')),
      )
      .toBe(goal);
    expect(
      await page.locator(`[data-goal="${goal}"] details`).evaluate((one) => one.hasAttribute('open')),
    ).toBe(true);
    await put(page, solutionOf('first-split'));
    await expect.poll(() => ghosts.count()).toBe(0);
    await page.context().close();
  });

  it('moves a large graph to the stage that the caret stands in', async () => {
    const stages = Array.from(
      { length: 8 },
      (_, at) => `FROM alpine:3.24 AS s${at}\n${at > 0 ? `COPY --from=s${at - 1} /etc/hostname /h\n` : ''}`,
    );
    const page = await open(stages.join(''));
    await expect.poll(() => page.locator('.graph .stage').count()).toBe(8);
    const seen = (stage: number): Promise<boolean> =>
      page.evaluate((index) => {
        const room = document.getElementById('bench-stages')?.getBoundingClientRect();
        const card = document.querySelector(`.graph [data-stage="${index}"]`)?.getBoundingClientRect();
        return !!room && !!card && card.top >= room.top && card.bottom <= room.bottom;
      }, stage);
    await page.locator('#dockerfile').focus();
    for (const [key, stage] of [
      ['ControlOrMeta+Home', 0],
      ['ControlOrMeta+End', 7],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => seen(stage)).toBe(true);
    }
    await expect.poll(() => seen(0)).toBe(false);
    await page.context().close();
  });

  it('says where a build stops, in Docker’s words and in its own', async () => {
    const page = await open('FROM scratch\nCOPY nowhere /\n');
    await state(page, 'failed');
    await expect
      .poll(() => page.locator('[data-bench-words]').textContent())
      .toBe('The build stops in line 2');
    await tab(page, 'build');
    // A log without a step that could be gone to is scrolled by the keyboard all the same.
    await expect.poll(() => page.locator('.build-log').getAttribute('tabindex')).toBe('0');
    const error = page.locator('.build-error');
    await expect.poll(() => error.innerText()).toContain('"/nowhere": not found');
    await expect.poll(() => error.innerText()).toContain('The folder that is built has no nowhere.');
    await error.locator('button').click();
    await expect.poll(() => caretLine(page)).toBe(2);
    await tab(page, 'image');
    await expect.poll(() => page.locator('[data-bench-no-image]').isVisible()).toBe(true);
    await page.context().close();
  });

  it('shows the image: sizes, layers, files by the keyboard, start', async () => {
    const page = await open(TEXT);
    await state(page, 'ok');
    await tab(page, 'image');
    await expect.poll(() => page.locator('.size-bar').count()).toBeGreaterThanOrEqual(2);
    await expect.poll(() => page.locator('.layer').count()).toBe(4);
    await expect.poll(() => page.locator('.wasted').innerText()).toContain('/srv/main.go');
    await expect.poll(() => page.locator('.start').getAttribute('data-status')).toBe('fails');
    await expect.poll(() => page.locator('.said-by-docker').innerText()).toContain('permission denied');

    const here = (): Promise<string | undefined> =>
      page.evaluate(() => (document.activeElement as HTMLElement)?.dataset.path);
    await page.locator('[role=treeitem][tabindex="0"]').focus();
    await page.keyboard.press('Home');
    const first = await here();
    await page.keyboard.press('End');
    await expect.poll(() => here()).not.toBe(first);
    await page.locator('[data-path="/srv"]').focus();
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => here()).toBe('/srv/go.mod');
    await expect
      .poll(() => page.locator('[data-bench-detail]').innerText())
      .toContain('from the build context; copied in line 12');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => here()).toBe('/srv');
    await page.keyboard.press('ArrowLeft');
    await expect.poll(() => page.locator('[data-path="/srv"]').getAttribute('aria-expanded')).toBe('false');
    await expect.poll(() => page.locator('[data-path="/srv/go.mod"]').count()).toBe(0);
    await expect.poll(() => page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);

    await page.locator('.layer', { hasText: 'RUN rm' }).locator('summary').click();
    await expect
      .poll(() => page.locator('.layer', { hasText: 'RUN rm' }).locator('.changes').innerText())
      .toContain('/srv/main.go');
    await page.context().close();
  });

  it('has a bar that shrinks with the image', async () => {
    const page = await open('FROM golang:1.27\nCMD ["go"]\n');
    await state(page, 'ok');
    const width = (): Promise<number> =>
      page.locator('.meter-fill').evaluate((bar) => bar.getBoundingClientRect().width);
    const before = await width();
    expect(before).toBeGreaterThan(0);
    await put(page, 'FROM alpine:3.24\nCMD ["sh"]\n');
    await page.waitForFunction(
      (was) => (document.querySelector('.meter-fill')?.getBoundingClientRect().width ?? was) < was / 4,
      before,
    );
    await page.context().close();
  });

  it('lets the learner predict what a change builds again, and then see', async () => {
    const page = await open(TEXT);
    await state(page, 'ok');
    await tab(page, 'cache');
    await page.locator('#cache-change').selectOption('file:main.go');
    for (const line of ['Line 4:', 'Line 5:'])
      await page.locator('.cache-step', { hasText: line }).locator('input').check();
    await page.locator('[data-cache-form] button[type=submit]').click();
    await page.locator('[data-cache-answer]').waitFor();
    const rows = await page
      .locator('.cache-outcome')
      .evaluateAll((all) =>
        all.map((row) =>
          [
            row.querySelector('.place')?.textContent,
            row.querySelector('b')?.textContent,
            row.getAttribute('data-right'),
          ].join(' '),
        ),
      );
    expect(rows).toEqual([
      'Line 2 CACHED true',
      'Line 3 CACHED true',
      'Line 4 runs again true',
      'Line 5 runs again true',
      'Line 11 CACHED true',
      'Line 12 runs again false',
      'Line 13 runs again false',
    ]);
    await expect
      .poll(() => page.locator('.cache-score').innerText())
      .toContain('4 steps run again and 3 come from');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-cache-answer')))
      .toBe(true);
    await page.locator('[data-cache-again]').click();
    await expect.poll(() => page.locator('.cache-step input:checked').count()).toBe(0);
    await page.context().close();
  });

  it('says what was gained when all goals are met', async () => {
    const page = await open(solutionOf('first-split'));
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await state(page, 'ok');
    const done = page.locator('[data-done]');
    await page.waitForFunction(() =>
      document.querySelector('[data-done]')?.textContent?.includes('No longer in the image'),
    );
    await expect.poll(() => done.innerText()).toContain('the Go toolchain');
    const widths = await done
      .locator('.size-fill')
      .evaluateAll((all) => all.map((bar) => bar.getBoundingClientRect().width));
    expect(widths).toHaveLength(2);
    expect(widths[1]).toBeLessThan((widths[0] as number) / 4);
    await page.context().close();
  });

  it('ends an endless loop, says so, and goes on', async () => {
    const page = await open('FROM alpine:3.24\nRUN while true; do :; done\n');
    await page.waitForFunction(
      () =>
        ['ok', 'failed', 'trouble'].includes(
          document.querySelector<HTMLElement>('build-bench')?.dataset.buildState ?? '',
        ),
      undefined,
      { timeout: 30_000 },
    );
    await put(page, TEXT);
    await state(page, 'ok');
    await page.context().close();
  });

  it('builds all the same where the worker is blocked', async () => {
    const page = await open(TEXT, {}, (one) => one.route(/build\.worker/, (route) => route.abort()));
    await state(page, 'ok');
    await expect.poll(() => page.locator('.graph .stage').count()).toBe(3);
    await page.context().close();
  });

  it('says when the files of the context do not load, checks on, and builds when they do', async () => {
    let broken = true;
    const page = await open(TEXT, {}, (one) =>
      one.route(/context\.json/, (route) => (broken ? route.abort() : route.continue())),
    );
    await state(page, 'trouble');
    await expect.poll(() => page.locator('[data-bench-words]').innerText()).toContain('did not load');
    await waitForGoals(page, (all) => all.length > 1);
    broken = false;
    await put(page, `${TEXT}# again\n`);
    await state(page, 'ok');
    await page.context().close();
  });

  it('leaves goals that need a build open until it is there, and never calls them unmet meanwhile', async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const context = await here.browser.newContext({ viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.addInitScript(() => localStorage.setItem('stagecraft:workbench:editor', 'field'));
    await page.route(/context\.json/, async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${here.site.origin}/exercises/go-scratch/`);
    await put(page, solutionOf('go-scratch'));
    const goal = page.locator('.goal', { hasText: 'Building …' }).first();
    await goal.waitFor();
    await expect.poll(() => goal.getAttribute('data-status')).toBe('unknown');
    await expect.poll(() => page.locator('[data-done]').isVisible()).toBe(false);
    release();
    await waitForGoals(page, (all) => all.every((status) => status === 'met'));
    await expect.poll(() => page.locator('[data-done]').isVisible()).toBe(true);
    await context.close();
  });

  it('has a height that arrow keys change and that is remembered', async () => {
    const page = await open(TEXT);
    const height = (): Promise<number> =>
      page.locator('build-bench').evaluate((bench) => bench.getBoundingClientRect().height);
    const before = await height();
    await page.locator('[data-bench-handle]').focus();
    await page.keyboard.press('Shift+ArrowUp');
    await expect.poll(height).toBeGreaterThan(before + 50);
    const after = await height();
    await page.reload();
    await expect.poll(async () => Math.abs((await height()) - after)).toBeLessThan(2);
    await page.context().close();
  });

  it('has a view of its own on a phone, without sideways scrolling', async () => {
    const page = await open(TEXT, { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await page.locator('.view-switch [data-view=build]').tap();
    await state(page, 'ok');
    await expect.poll(() => page.locator('.editor-cell').isVisible()).toBe(false);
    for (const view of ['task', 'editor', 'goals', 'build']) {
      await page.locator(`.view-switch [data-view=${view}]`).tap();
      // In each view there is one heading of the page, which is the exercise's.
      await expect.poll(() => page.getByRole('heading', { level: 1 }).count()).toBe(1);
    }
    for (const name of ['stages', 'build', 'image', 'cache']) {
      await page.locator(`#bench-tab-${name}`).tap();
      const wide = await page.evaluate((id) => {
        const panel = document.getElementById(id) as HTMLElement;
        return Math.max(
          document.documentElement.scrollWidth - innerWidth,
          panel.scrollWidth - panel.clientWidth,
        );
      }, `bench-${name}`);
      expect([name, wide]).toEqual([name, 0]);
    }
    await page.locator('#bench-tab-stages').tap();
    await page.locator('.graph .stage[data-stage="0"] .stage-name button').tap();
    await expect.poll(() => page.locator('.editor-cell').isVisible()).toBe(true);
    await page.context().close();
  });

  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  for (const colorScheme of ['light', 'dark'] as const) {
    it(`axe finds nothing in any panel, ${colorScheme}`, async () => {
      const page = await open(TEXT, { colorScheme });
      await state(page, 'ok');
      for (const name of ['stages', 'build', 'image', 'cache']) {
        await tab(page, name);
        if (name === 'image') await page.locator('.layer summary').last().click();
        await page.evaluate(axe);
        const found = await page.evaluate(async () => {
          const run = (
            globalThis as unknown as {
              axe: { run(on: Element): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
            }
          ).axe;
          const bench = document.querySelector('build-bench') as Element;
          return (await run.run(bench)).violations.map(
            (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`,
          );
        });
        expect([name, ...found]).toEqual([name]);
      }
      await page.context().close();
    });
  }
});
