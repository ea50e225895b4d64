/** The playground: one's own Dockerfile and folder, advice, links, and the download. */

import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { writeLink } from '../../src/components/playground/link.ts';
import { machineChromium } from './chromium.ts';
import { shows, startOf, textOf, troubles, typeAll } from './exercise.ts';
import { siteInBrowser } from './here.ts';

const TWO =
  'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY go.mod .\nCOPY . .\nRUN CGO_ENABLED=0 go build -o /app .\nFROM scratch\nCOPY --from=build /app /app\nUSER 65532\nCMD ["/app"]\n';

describe.skipIf(!machineChromium)('the playground', () => {
  const here = siteInBrowser();
  /** A page of its own browser profile, with the plain text field. */
  const fresh = async (options: BrowserContextOptions = {}): Promise<Page> => {
    const context = await here.browser.newContext({
      viewport: { width: 1440, height: 900 },
      serviceWorkers: 'block',
      ...options,
    });
    await context.addInitScript(() => {
      // about:blank has no storage.
      if (location.origin !== 'null') localStorage.setItem('stagecraft:workbench:editor', 'field');
    });
    return context.newPage();
  };
  const write = async (page: Page, text: string): Promise<void> => {
    // Until the script is there, the field is for reading.
    await page.waitForFunction(
      () => document.querySelector<HTMLTextAreaElement>('#dockerfile')?.readOnly === false,
    );
    await page.locator('#dockerfile').focus();
    await typeAll(page, text);
  };
  const link = (text: string): string => {
    const written = writeLink(text);
    if (!written.ok) throw new Error(written.reason);
    return `${here.site.origin}/playground/${written.fragment}`;
  };
  const note = (page: Page) => page.locator('[data-note]');

  it('gives advice by what it gains, goes to the line, and applies a fix', async () => {
    const page = await fresh();
    const heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, 'from alpine\nENV API_TOKEN=abc\nCMD echo hi\nFROM x AS y z\n');
    await page.waitForSelector('.gain[data-gain=builds]');
    // Without a folder no build can be judged: it asks for it, and blames no line.
    await write(page, 'FROM golang:1.27\nCOPY . .\nRUN go build -o /app .\n');
    await page.waitForFunction(() =>
      document.querySelector('build-bench')?.textContent?.includes('Drop the folder'),
    );
    await expect.poll(() => page.locator('build-bench').innerText()).not.toContain('stops');
    // An invitation, not trouble.
    await expect.poll(() => page.locator('build-bench').getAttribute('data-build-state')).toBe('invites');
    await write(
      page,
      'FROM golang:1.27\nENV API_TOKEN=abc\nWORKDIR /src\nCOPY . .\nRUN go build -o /app .\nCMD /app\n',
    );
    await page.waitForFunction(() => !document.querySelector('.gain[data-gain=builds]'));
    const gains = () =>
      page.locator('.gain').evaluateAll((all) => all.map((one) => one.getAttribute('data-gain')));
    // What the build finds comes after what is seen at once.
    await expect
      .poll(async () => (await gains()).slice(0, 2), { timeout: 10_000 })
      .toEqual(['secrets', 'works']);
    await expect.poll(gains).toContain('size');
    await page.locator('.gain[data-gain=works] .place').first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('dockerfile');
    await page.locator('.gain [data-fix]').first().click();
    await page.waitForFunction(() =>
      document.querySelector<HTMLTextAreaElement>('#dockerfile')?.value.includes('CMD ["/app"]'),
    );
    await write(page, TWO);
    await page.waitForFunction(() => document.querySelectorAll('.gain[data-gain=size]').length === 0);
    expect(heard).toEqual([]);
    await page.context().close();
  });

  it('keeps the text over a reload', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, TWO);
    await page.reload();
    await shows(page, TWO);
    await page.context().close();
  });

  it('a link brings its text, the text before it stays within reach, and a reload keeps what is typed', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, TWO);
    await page.goto('about:blank');
    await page.goto(link('FROM scratch AS shared\n'));
    await page.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('link'));
    await shows(page, 'FROM scratch AS shared\n');
    expect(new URL(page.url()).hash).toBe('');
    await expect.poll(() => page.locator('[data-earlier] li').count()).toBe(1);
    await note(page).locator('button').click();
    await shows(page, TWO);
    await write(page, 'FROM busybox\n');
    await page.reload();
    await shows(page, 'FROM busybox\n');
    await page.context().close();
  });

  it('copies a link that another browser can open', async () => {
    const page = await fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, TWO);
    await page.locator('[data-action=share]').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-share-note]')?.textContent?.includes('copied'),
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(await page.locator('[data-share-link]').inputValue());
    const other = await fresh();
    await other.goto(copied);
    await other.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('link'));
    await shows(other, TWO);
    await page.context().close();
    await other.context().close();
  });

  it('a hostile link changes nothing and runs nothing', async () => {
    const page = await fresh();
    const heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, TWO);
    for (const hash of [
      '#code=',
      '#code=1.AAAA',
      '#code=1.<img src=x onerror=alert(1)>',
      `#code=1.${'A'.repeat(40_000)}`,
      '#exercise=..%2f..%2fx',
      '#exercise=no-such-exercise',
    ]) {
      await page.goto('about:blank');
      await page.goto(`${here.site.origin}/playground/${hash}`);
      await shows(page, TWO);
      if (hash.startsWith('#code'))
        await page.waitForFunction(() =>
          document.querySelector('[data-note]')?.textContent?.includes('could not be read'),
        );
    }
    let dialogs = 0;
    page.on('dialog', (dialog) => {
      dialogs++;
      void dialog.dismiss();
    });
    const script = '# <script>alert(1)</script><img src=x onerror=alert(1)>\nFROM <b>x</b>\n';
    await page.goto('about:blank');
    await page.goto(link(script));
    await page.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('link'));
    await shows(page, script);
    await page.waitForSelector('.gain');
    expect(dialogs).toBe(0);
    await expect.poll(() => page.locator('.workbench img, .workbench b:text-is("x")').count()).toBe(0);
    expect(heard.filter((one) => !one.includes('folder.json'))).toEqual([]);
    await page.context().close();
  });

  it('takes a folder, says what it left out, keeps it, and gives it back as a zip', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/playground/`);
    await page.evaluate(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['FROM scratch\nCOPY main.go /\n'], 'Dockerfile'));
      transfer.items.add(new File(['package main\n'], 'main.go'));
      transfer.items.add(new File(['*.log\n'], '.dockerignore'));
      transfer.items.add(new File([new Uint8Array(2_000_001)], 'dump.sql'));
      document.body.dispatchEvent(
        new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
    });
    await page.waitForFunction(() =>
      document.querySelector('[data-files]')?.textContent?.includes('main.go'),
    );
    await shows(page, 'FROM scratch\nCOPY main.go /\n');
    await expect
      .poll(() => page.locator('[data-files-note]').textContent())
      .toContain('Left out dump.sql: it is larger than 2 MB.');
    await page.reload();
    await page.waitForFunction(() =>
      document.querySelector('[data-files]')?.textContent?.includes('main.go'),
    );
    await expect.poll(() => page.locator('#ignore').inputValue()).toBe('*.log\n');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.locator('[data-action=download]').click(),
    ]);
    expect(download.suggestedFilename()).toBe('stagecraft.zip');
    const zip = unzipSync(new Uint8Array(readFileSync(await download.path())));
    expect(Object.fromEntries(Object.entries(zip).map(([path, bytes]) => [path, strFromU8(bytes)]))).toEqual({
      'stagecraft/Dockerfile': 'FROM scratch\nCOPY main.go /\n',
      'stagecraft/main.go': 'package main\n',
      'stagecraft/.dockerignore': '*.log\n',
    });
    await page.locator('[data-action=remove-folder]').click();
    await expect.poll(() => page.locator('[data-files]').isVisible()).toBe(false);
    await page.context().close();
  });

  const ARGS =
    'ARG GO=1.27\nFROM golang:${GO} AS build\nARG NOTE\nRUN mkdir /out && echo "$NOTE" > /out/note\nFROM scratch\nCOPY --from=build /out /out\n';

  it('builds another stage with other arguments; draft, link and command carry them', async () => {
    const page = await fresh({ permissions: ['clipboard-read', 'clipboard-write'] });
    const heard = troubles(page, here.site.origin);
    await page.goto(`${here.site.origin}/playground/`);
    await write(page, ARGS);
    const words = page.locator('[data-bench-words]');
    await expect.poll(() => words.textContent()).toMatch(/^Image: \d B$/);
    const target = page.locator('#choice-target');
    await expect.poll(() => target.locator('option').allTextContents()).toEqual(['The last stage', 'build']);
    await target.selectOption('build');
    await expect.poll(() => words.textContent()).toMatch(/^Image: about \d+ MB$/);
    const args = page.locator('[data-args] input');
    await expect
      .poll(() => args.evaluateAll((all) => all.map((one) => one.getAttribute('name'))))
      .toEqual(['GO', 'NOTE']);
    await expect.poll(() => args.first().getAttribute('placeholder')).toBe('1.27');
    await args.nth(1).fill("it's fine");
    const command = page.locator('[data-command]');
    await expect
      .poll(() => command.textContent())
      .toContain("docker build --target build --build-arg 'NOTE=it'\\''s fine' -t my-image .");
    // The checker knows them, too: an ARG that names the base makes another base.
    await args.first().fill('no such tag at all');
    await page.waitForSelector('.gain[data-gain=builds]');
    await args.first().fill('');
    await page.waitForFunction(() => !document.querySelector('.gain[data-gain=builds]'));
    await page.getByRole('tab', { name: '.dockerignore' }).click();
    await page.locator('#ignore').fill('*.log\n');

    await page.reload();
    await expect.poll(() => target.inputValue()).toBe('build');
    await expect.poll(() => args.nth(1).inputValue()).toBe("it's fine");
    await page.locator('[data-action=share]').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-share-note]')?.textContent?.includes('copied'),
    );
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    const other = await fresh();
    await other.goto(`${here.site.origin}/playground/`);
    await write(other, TWO);
    await other.goto('about:blank');
    await other.goto(copied);
    await other.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('link'));
    await shows(other, ARGS);
    await expect.poll(() => other.locator('#choice-target').inputValue()).toBe('build');
    await expect.poll(() => other.locator('#ignore').inputValue()).toBe('*.log\n');
    await expect.poll(() => other.locator('[data-command]').textContent()).toContain('--target build');
    // What was there comes back whole.
    await note(other).locator('button').click();
    await expect.poll(() => textOf(other)).toBe(TWO);
    await expect.poll(() => other.locator('#choice-target').inputValue()).toBe('');
    await expect.poll(() => other.locator('#ignore').inputValue()).toBe('');
    // The stage is gone: it says so, and blames nobody silently.
    await write(page, 'FROM scratch AS other\nCOPY . .\n');
    await expect
      .poll(() => target.locator('option').allTextContents())
      .toEqual(['The last stage', 'other', 'build (no such stage)']);
    await page.waitForSelector('.gain[data-gain=builds]');
    expect(heard).toEqual([]);
    await page.context().close();
    await other.context().close();
  });

  it('advice on size stands in the order of its bytes, and says how many', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/playground/`);
    await write(
      page,
      'FROM golang:1.27\nWORKDIR /src\nRUN echo "module x" > go.mod && echo "package main; func main() {}" > m.go\nRUN CGO_ENABLED=0 go build -o /app .\nCMD ["/app"]\n',
    );
    await expect
      .poll(() => page.locator('.gain[data-gain=size] .gain-bytes').first().textContent())
      .toMatch(/^Up to \d+ MB in this layer\.$/);
    const sizes = await page
      .locator('.gain[data-gain=size] .gain-bytes')
      .evaluateAll((all) =>
        all.map((one) => Number.parseFloat(/[\d.]+/.exec(one.textContent ?? '')?.[0] ?? '')),
      );
    expect(sizes.length).toBeGreaterThan(0);
    await page.context().close();
  });

  it('the word about a folder is good news, unless something did not come along', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/playground/`);
    const drop = (files: [string, number][]) =>
      page.evaluate((list) => {
        const transfer = new DataTransfer();
        for (const [name, size] of list) transfer.items.add(new File([new Uint8Array(size)], name));
        document.body.dispatchEvent(
          new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
        );
      }, files);
    const said = page.locator('[data-files-note]');
    await drop([
      ['a.txt', 3],
      ['b.txt', 4],
    ]);
    await expect.poll(() => said.textContent()).toBe('Your folder is here: 2 files, 1 kB.');
    await expect.poll(() => said.getAttribute('class')).not.toContain('is-careful');
    await drop([
      ['a.txt', 3],
      ['dump.sql', 2_000_001],
    ]);
    await expect.poll(() => said.getAttribute('class')).toContain('is-careful');
    await page.context().close();
  });

  it('opens an exercise as it stands there, and a Dockerfile of a lesson', async () => {
    const page = await fresh();
    await page.goto(`${here.site.origin}/exercises/first-split/`);
    await page.locator('a[href*="/playground/#exercise=first-split"]').click();
    await page.waitForFunction(() =>
      document.querySelector('[data-note]')?.textContent?.includes('“first-split” is here'),
    );
    await expect.poll(() => page.locator('[data-files]').textContent()).toContain('main.go');
    await shows(page, startOf('first-split'));
    // With its files the build goes through.
    await page.waitForFunction(() =>
      /Image: about \d+ MB/.test(document.querySelector('build-bench')?.textContent ?? ''),
    );
    await page.goto(`${here.site.origin}/lessons/two-stages/`);
    const block = page.locator('code-block', { has: page.locator('a.code-open') }).first();
    const shown = (await block.locator('code').innerText()).trim();
    await block.locator('a.code-open').click();
    await page.waitForFunction(() => document.querySelector('[data-note]')?.textContent?.includes('link'));
    // An empty line has no height in the lesson, and so no text.
    expect((await textOf(page)).trim().replaceAll(/\n+/g, '\n')).toBe(shown.replaceAll(/\n+/g, '\n'));
    await page.context().close();
  });

  it('without script it says what it needs, and shows the text', async () => {
    const page = await fresh({ javaScriptEnabled: false });
    await page.goto(`${here.site.origin}/playground/`);
    await expect.poll(() => page.locator('.field-colours').first().innerText()).toContain('FROM golang');
    await expect.poll(() => page.locator('noscript, .no-script').first().innerText()).toContain('JavaScript');
    await expect.poll(() => page.locator('[data-action=share]').isVisible()).toBe(false);
    await page.context().close();
  });
});
