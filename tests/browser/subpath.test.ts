import { describe, expect, it } from 'vitest';
import { deadLinks } from '../../scripts/links.ts';
import { machineChromium } from './chromium.ts';
import { focusEditor, monaco, solutionOf, troubles, typeAll, waitForGoals } from './exercise.ts';
import { siteInBrowser } from './here.ts';
import { builtSite } from './site.ts';

const BASE = '/tools/stagecraft/';

describe('links', () => {
  it('all lead somewhere', () => {
    expect(deadLinks(builtSite(), '/')).toEqual([]);
  });
});

describe.skipIf(!machineChromium)(`the site at ${BASE}`, () => {
  const here = siteInBrowser(BASE);

  it('has no link that leaves its path or leads nowhere', () => {
    expect(deadLinks(here.site.folder, BASE)).toEqual([]);
  });

  it('grades an exercise, with everything that it loads below the path', async () => {
    const page = await here.browser.newPage({ viewport: { width: 1440, height: 900 } });
    const heard = troubles(page, here.site.origin);
    const outside: string[] = [];
    page.on('request', (request) => {
      const { pathname, protocol } = new URL(request.url());
      if (protocol === 'http:' && !pathname.startsWith(BASE)) outside.push(pathname);
    });
    await page.goto(`${here.site.origin}${BASE}exercises/first-split/`);
    await monaco(page);
    await focusEditor(page);
    await typeAll(page, solutionOf('first-split'));
    await waitForGoals(page, (all) => all.length > 0 && all.every((status) => status === 'met'));
    expect(outside).toEqual([]);
    expect(heard).toEqual([]);
    await page.close();
  });
});
