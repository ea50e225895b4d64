/**
 * What Lighthouse asks of accessibility, best practices and search engines, held without it and without a clock.
 * `npm run lighthouse` measures, speed included.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { CDPSession } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { machineChromium } from './chromium.ts';
import { siteInBrowser } from './here.ts';
import { builtSite } from './site.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** The pages that `npm run lighthouse` measures. */
const PAGES = ['/', '/lessons/two-stages/', '/exercises/first-split/', '/playground/'];

describe('every page that is built', () => {
  const folder = builtSite();
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.html'),
  );
  const pages = names.map((name) => ({ name, html: readFileSync(join(folder, name), 'utf8') }));
  const robots = readFileSync(join(folder, 'robots.txt'), 'utf8');
  const sitemap = readFileSync(join(folder, 'sitemap.xml'), 'utf8');
  const meta = (html: string, name: string): string | undefined =>
    new RegExp(`<meta name="${name}" content="([^"]*)"`).exec(html)?.[1];
  const faults = (test: (page: { name: string; html: string }) => boolean): string[] =>
    pages.filter((page) => !test(page)).map(({ name }) => name);

  it('says its language, its character set early, and how wide it is', () => {
    expect(pages.length).toBeGreaterThan(60);
    expect(faults(({ html }) => /^<!doctype html>/i.test(html.trimStart()))).toEqual([]);
    expect(faults(({ html }) => /<html[^>]* lang="en/.test(html))).toEqual([]);
    expect(faults(({ html }) => html.slice(0, 1024).includes('<meta charset="utf-8">'))).toEqual([]);
    expect(faults(({ html }) => meta(html, 'viewport')?.includes('width=device-width') ?? false)).toEqual([]);
    // Whoever needs larger letters may zoom.
    expect(faults(({ html }) => !/user-scalable|maximum-scale/.test(meta(html, 'viewport') ?? ''))).toEqual(
      [],
    );
  });

  it('has a title and a description of its own, and one first heading', () => {
    const titles = pages.map(({ html }) => /<title>([^<]+)<\/title>/.exec(html)?.[1] ?? '');
    expect(titles.filter((title, at) => title === '' || titles.indexOf(title) !== at)).toEqual([]);
    expect(faults(({ html }) => (meta(html, 'description') ?? '').length >= 20)).toEqual([]);
    const described = pages.map(({ html }) => meta(html, 'description') ?? '');
    expect(described.filter((words, at) => described.indexOf(words) !== at)).toEqual([]);
    expect(faults(({ html }) => html.match(/<h1[\s>]/g)?.length === 1)).toEqual([]);
  });

  it('can be found: its own address is in it and in the sitemap, or it asks to be left out', () => {
    const hidden = (html: string): boolean => meta(html, 'robots')?.includes('noindex') ?? false;
    expect(
      faults(({ html }) => hidden(html) !== /<link rel="canonical" href="https?:\/\//.test(html)),
    ).toEqual([]);
    const listed = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(
      ([, address = '']) => new URL(address).pathname,
    );
    const wanted = pages
      .filter(({ html }) => !hidden(html))
      .map(({ name }) => `/${name.replaceAll('\\', '/').replace(/index\.html$/, '')}`);
    expect([...listed].sort()).toEqual(wanted.sort());
    expect(robots).toMatch(/^User-agent: \*$/m);
    expect(robots).not.toMatch(/^Disallow: \/\s*$/m);
    expect(robots).toMatch(/^Sitemap: https?:\/\/\S+\/sitemap\.xml$/m);
  });

  it('has links with an address and pictures with their words and their size', () => {
    const bare = pages.flatMap(({ name, html }) =>
      [...html.matchAll(/<a(?:\s[^>]*)?>/g)]
        .filter(([tag]) => !/\shref="[^"]+"/.test(tag))
        .map(([tag]) => `${name}: ${tag}`),
    );
    expect(bare).toEqual([]);
    const pictures = pages.flatMap(({ name, html }) =>
      [...html.matchAll(/<img\s[^>]*>/g)]
        .filter(([tag]) => !(/\salt=/.test(tag) && /\swidth=/.test(tag) && /\sheight=/.test(tag)))
        .map(([tag]) => `${name}: ${tag}`),
    );
    expect(pictures).toEqual([]);
  });

  it('asks for one style sheet, and for no script that stops the reading but the theme', () => {
    expect(faults(({ html }) => html.match(/<link rel="stylesheet"/g)?.length === 1)).toEqual([]);
    const stops = (html: string): string[] =>
      [...html.matchAll(/<script(?:\s[^>]*)?>/g)]
        .map(([tag]) => tag)
        .filter((tag) => !/type="(module|application\/(ld\+)?json)"|\s(async|defer)/.test(tag));
    expect(faults(({ html }) => stops(html).every((tag) => tag.includes('theme.js')))).toEqual([]);
  });
});

describe.skipIf(!machineChromium)('the main kinds of page, in the browser', () => {
  const here = siteInBrowser();

  for (const path of PAGES)
    for (const [as, viewport] of [
      ['a phone', { width: 412, height: 823 }],
      ['a desktop', { width: 1350, height: 940 }],
    ] as const)
      it(`${path} as on ${as}: no error, no issue of the browser's, targets large enough, letters too`, async () => {
        const context = await here.browser.newContext({ viewport, serviceWorkers: 'block', bypassCSP: true });
        const page = await context.newPage();
        const found: string[] = [];
        page.on('console', (message) => {
          // The test's own doing.
          if (message.text().includes('blocked by Playwright')) return;
          if (['error', 'warning'].includes(message.type()))
            found.push(`${message.type()}: ${message.text()}`);
        });
        page.on('pageerror', (error) => found.push(`error: ${error.message}`));
        page.on('response', (response) => {
          if (response.status() >= 400) found.push(`${response.status()}: ${response.url()}`);
        });
        // What Chromium itself has to say: deprecated features, broken policies, slow or mixed content.
        const session = await context.newCDPSession(page);
        const issues: { text: string; node: number | undefined }[] = [];
        session.on('Audits.issueAdded', ({ issue }) => {
          const { errorType = '', violatingNodeId } = issue.details.genericIssueDetails ?? {};
          issues.push({ text: `issue: ${issue.code} ${errorType}`.trimEnd(), node: violatingNodeId });
        });
        await session.send('Audits.enable');
        await page.goto(here.site.origin + path, { waitUntil: 'networkidle' });
        await page.evaluate(AXE);
        const small = await page.evaluate(async () => {
          type Found = { violations: { id: string; nodes: { html: string }[] }[] };
          const { axe } = globalThis as unknown as { axe: { run(options: object): Promise<Found> } };
          // Not on by default, and what Lighthouse asks for besides.
          const { violations } = await axe.run({ runOnly: ['target-size', 'label-content-name-mismatch'] });
          return violations.flatMap(({ id, nodes }) =>
            nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`),
          );
        });
        for (const issue of issues) if (!(await isMonacos(session, issue.node))) found.push(issue.text);
        expect([...found, ...small]).toEqual([]);
        const tiny = await page.evaluate(() => {
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const sizes: string[] = [];
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const parent = node.parentElement;
            if (!parent?.checkVisibility() || !node.textContent?.trim()) continue;
            const size = Number.parseFloat(getComputedStyle(parent).fontSize);
            if (size < 12) sizes.push(`${size}px: ${node.textContent.trim().slice(0, 40)}`);
          }
          return sizes;
        });
        expect(tiny).toEqual([]);
        await context.close();
      });

  /** The fields that Monaco makes for itself have no name; they are in no form. */
  async function isMonacos(session: CDPSession, backendNodeId: number | undefined): Promise<boolean> {
    if (backendNodeId === undefined) return false;
    const { object } = await session.send('DOM.resolveNode', { backendNodeId });
    const { result } = await session.send('Runtime.callFunctionOn', {
      ...(object.objectId ? { objectId: object.objectId } : {}),
      functionDeclaration: 'function () { return this.closest("[data-monaco]") !== null; }',
      returnByValue: true,
    });
    return result.value === true;
  }
});
