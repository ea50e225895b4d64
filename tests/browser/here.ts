/** What nearly every browser test stands on: the site, served, and a browser, for the tests of one file. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launch, machineChromium } from './chromium.ts';
import { type Site, serveSite } from './site.ts';

/** Both are there from the first test on, and asking for them earlier is an error. */
export interface Here {
  readonly site: Site;
  readonly browser: Browser;
}

/**
 * Serves the site and starts the browser before the tests of this `describe`, and ends both after them.
 * @param base The path below which the site stands.
 */
export function siteInBrowser(base = '/'): Here {
  let site: Site | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    if (!machineChromium) throw new Error('there is no Chromium: this describe should have been skipped');
    site = await serveSite(base);
    browser = await launch(machineChromium);
  });
  afterAll(async () => {
    await browser?.close();
    site?.stop();
  });
  return {
    get site() {
      if (!site) throw new Error('the site is not served yet');
      return site;
    },
    get browser() {
      if (!browser) throw new Error('the browser has not started yet');
      return browser;
    },
  };
}
