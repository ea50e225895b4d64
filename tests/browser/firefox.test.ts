/** The main ways through the site in Firefox: pages, an exercise in both editors, the playground, no network. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { solutionOf } from './exercise.ts';
import { Firefox, findFirefox } from './firefox.ts';
import { type Site, serveSite } from './site.ts';

const PATH = findFirefox();
if (!PATH) {
  console.warn(
    '\nSKIPPED: the tests in Firefox. No Firefox was found: install one (Debian: apt-get install firefox-esr), or set FIREFOX to its path.\n',
  );
}
const ID = 'first-split';
const EDITOR = "localStorage.setItem('stagecraft:workbench:editor', ";
const ALL_MET =
  "document.querySelectorAll('.goal').length > 0 && [...document.querySelectorAll('.goal')].every((goal) => goal.dataset.status === 'met')";
const MONACO =
  "document.querySelector('#panel-dockerfile [data-field]').hidden && document.querySelector('[data-monaco] .view-line')";
const FIELD = "document.querySelector('#dockerfile')?.readOnly === false";
const TEXT =
  "[...document.querySelectorAll('[data-monaco] .view-line')].sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top)).map((line) => line.textContent.replaceAll('\\u00a0', ' ')).join('\\n')";

describe.skipIf(!PATH)('in Firefox', () => {
  let site: Site;
  let firefox: Firefox;
  beforeAll(async () => {
    site = await serveSite();
    firefox = await Firefox.start(PATH as string);
  });
  afterAll(async () => {
    await firefox?.stop();
    site?.stop();
  });
  beforeEach(() => {
    firefox.heard.length = 0;
  });
  const open = (path: string) => firefox.goto(site.origin + path);
  /** What a paste brings: one input, as a learner's own text would come. */
  const paste = (text: string) =>
    firefox.evaluate(`document.execCommand('insertText', false, ${JSON.stringify(text)})`);

  it('shows the first page and a lesson with its live part', async () => {
    await open('/');
    expect(await firefox.evaluate<string>('document.querySelector("h1").innerText')).not.toBe('');
    await open('/lessons/two-stages/');
    await firefox.evaluate("document.querySelector('try-it').scrollIntoView()");
    await firefox.until("document.querySelector('try-it textarea').readOnly === false");
    await firefox.evaluate("document.querySelector('try-it textarea').focus()");
    await firefox.press('Control+a');
    await paste('FRUM x\n');
    await firefox.until("document.querySelector('try-it [data-line]').textContent.includes('Docker stops')");
    await firefox.evaluate("document.querySelector('build-steps').scrollIntoView()");
    await firefox.click('build-steps [data-next]');
    await firefox.until("document.querySelector('build-steps [data-status]').textContent.includes('Step 2')");
    expect(firefox.heard).toEqual([]);
  });

  it('solves an exercise in the code editor, and has it after a reload', async () => {
    await open(`/exercises/${ID}/`);
    await firefox.evaluate(`${EDITOR}'monaco')`);
    await firefox.reload();
    await firefox.until(MONACO);
    await firefox.evaluate(
      "document.querySelector('[data-monaco] [role=textbox], [data-monaco] textarea').focus()",
    );
    await firefox.press('Control+a');
    await firefox.type('FROM golang:1.27 AS build\nWORKDIR /src\nFROM alpine:3.24\nCOPY --from=');
    // The list behind --from= names the stage.
    await firefox.until("document.querySelector('.suggest-widget.visible')?.textContent.includes('build')");
    await firefox.press('Escape');
    await firefox.until(`${TEXT}.includes('COPY --from=')`);
    await firefox.press('Control+a');
    // Line by line: no suggestion is open behind a space, so none is taken by Enter.
    for (const line of solutionOf(ID).trimEnd().split('\n')) {
      await firefox.type(line);
      await firefox.press('Escape');
      await firefox.press('Enter');
    }
    await firefox.until(ALL_MET);
    await firefox.until("document.querySelector('[data-done]').hidden === false");
    await firefox.reload();
    await firefox.until(MONACO);
    await firefox.until(ALL_MET);
    await firefox.until(`${TEXT}.trimEnd() === ${JSON.stringify(solutionOf(ID).trimEnd())}`);
    for (const tab of ['build', 'image', 'cache', 'stages']) {
      await firefox.click(`[aria-controls="bench-${tab}"]`);
      await firefox.until(`document.querySelector('#bench-${tab}').hidden === false`);
    }
    expect(firefox.heard).toEqual([]);
  });

  it('suggests in the plain text field, by the keyboard', async () => {
    await open(`/exercises/${ID}/`);
    await firefox.evaluate(`${EDITOR}'field')`);
    await firefox.reload();
    await firefox.until(FIELD);
    await firefox.evaluate("document.querySelector('#dockerfile').focus()");
    await firefox.until("document.querySelector('#panel-dockerfile .field-suggestions')");
    await firefox.press('Control+a');
    await paste('FROM golang:1.27 AS build\nRUN go build -o /out/app .\nFROM alpine:3.24\n');
    await firefox.type('COPY --from=');
    await firefox.until(
      "document.querySelector('.field-suggestions:popover-open')?.textContent.includes('build')",
    );
    await firefox.press('ArrowDown');
    await firefox.until("document.querySelector('#dockerfile').getAttribute('aria-activedescendant')");
    await firefox.press('Enter');
    await firefox.until("document.querySelector('#dockerfile').value.endsWith('COPY --from=build')");
    await firefox.press('Control+z');
    await firefox.until("document.querySelector('#dockerfile').value.endsWith('COPY --from=')");
    expect(firefox.heard).toEqual([]);
  });

  it('advises, shares and reads a link in the playground', async () => {
    await open('/playground/');
    await firefox.until(FIELD);
    await firefox.evaluate("document.querySelector('#dockerfile').focus()");
    await firefox.press('Control+a');
    await paste('FROM alpine AS one\nCMD echo hi\nFROM scratch\n');
    await firefox.until("document.querySelector('.gain')");
    await firefox.until("document.querySelectorAll('#choice-target option').length === 2");
    await firefox.evaluate(
      "(() => { const target = document.querySelector('#choice-target'); target.value = 'one'; target.dispatchEvent(new Event('change', { bubbles: true })); })()",
    );
    await firefox.click('[data-action=share]');
    await firefox.until("document.querySelector('[data-share-link]').value.includes('#code=2.')");
    const link = await firefox.evaluate<string>("document.querySelector('[data-share-link]').value");
    await firefox.press('Escape');
    await firefox.evaluate('localStorage.clear()');
    await firefox.goto('about:blank');
    await firefox.goto(link);
    await firefox.until("document.querySelector('[data-note]').textContent.includes('came with the link')");
    await firefox.until("document.querySelector('#choice-target').value === 'one'");
    expect(firefox.heard).toEqual([]);
  });

  it('goes on without a network after one visit', async () => {
    const own = await serveSite();
    try {
      await firefox.goto(`${own.origin}/exercises/${ID}/`);
      await firefox.evaluate(`${EDITOR}'monaco')`);
      await firefox.reload();
      await firefox.until(MONACO);
      await firefox.evaluate('navigator.serviceWorker.ready.then(() => true)');
      await firefox.until("navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')");
      await firefox.reload();
      await firefox.until('navigator.serviceWorker.controller');
      await firefox.until(MONACO);
      own.stop();
      await firefox.goto(`${own.origin}/lessons/two-stages/`);
      expect(await firefox.evaluate<string>('document.querySelector("h1").innerText')).toBe(
        'Build here, ship there',
      );
      await firefox.goto(`${own.origin}/exercises/${ID}/`);
      await firefox.until(MONACO);
      await firefox.until("document.querySelector('.goal[data-status=unmet], .goal[data-status=met]')");
      expect(firefox.heard).toEqual([]);
    } finally {
      own.stop();
    }
  });
});
