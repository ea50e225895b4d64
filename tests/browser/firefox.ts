/**
 * Firefox through WebDriver BiDi, as far as the tests need it: Debian's Firefox speaks it by itself, and
 * playwright-core drives only a Firefox of its own. https://w3c.github.io/webdriver-bidi/
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const PLACES = [
  '/usr/bin/firefox-esr',
  '/usr/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
];
/** How long anything may take, in ms. */
const PATIENCE = 20_000;
/** No first-run pages, no requests of the browser's own. */
const PREFERENCES = {
  'app.update.enabled': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.serviceWorkers.testing.enabled': true,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** The Firefox of this machine: `FIREFOX`, then what the system has; undefined where there is none. */
export function findFirefox(): string | undefined {
  const wanted = process.env.FIREFOX;
  if (wanted && !existsSync(wanted)) throw new Error(`FIREFOX is ${wanted}, which does not exist`);
  return wanted ?? PLACES.find((path) => existsSync(path));
}

type Params = Record<string, unknown>;
interface Message {
  readonly id?: number;
  readonly type: string;
  readonly method?: string;
  readonly params?: Params;
  readonly result?: unknown;
  readonly error?: string;
  readonly message?: string;
}
/** Keys by the names that pages know; WebDriver gives those without a letter a code of their own. */
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Control: '\uE009',
  Shift: '\uE008',
  ArrowDown: '\uE015',
  End: '\uE010',
  Space: ' ',
};

/** One Firefox with one tab. */
export class Firefox {
  /** Errors of scripts and breaches of the policy, as the console has them. */
  readonly heard: string[] = [];
  #browser: ChildProcess;
  #socket: WebSocket;
  #profile: string;
  #context = '';
  #last = 0;
  #waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();

  private constructor(browser: ChildProcess, socket: WebSocket, profile: string) {
    this.#browser = browser;
    this.#socket = socket;
    this.#profile = profile;
    socket.addEventListener('message', ({ data }) => this.#receive(JSON.parse(String(data)) as Message));
  }

  /** Starts the browser without a window, with a profile of its own. */
  static async start(path: string): Promise<Firefox> {
    const profile = mkdtempSync(join(tmpdir(), 'stagecraft-firefox-'));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});`,
    );
    writeFileSync(join(profile, 'user.js'), lines.join('\n'));
    const options = [
      '--headless',
      '--no-remote',
      '--profile',
      profile,
      '--remote-debugging-port',
      '0',
      'about:blank',
    ];
    const browser = spawn(path, options, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MOZ_HEADLESS_WIDTH: '1440', MOZ_HEADLESS_HEIGHT: '1000' },
    });
    const address = await addressOf(browser);
    const socket = new WebSocket(`${address}/session`);
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('open', () => resolve(), { once: true });
      socket.addEventListener('error', () => reject(new Error(`no answer at ${address}`)), { once: true });
    });
    const firefox = new Firefox(browser, socket, profile);
    await firefox.#send('session.new', { capabilities: {} });
    await firefox.#send('session.subscribe', { events: ['log.entryAdded'] });
    // The window that Firefox starts with is never in front, and then no focus event is fired: a new one is.
    const { context } = (await firefox.#send('browsingContext.create', { type: 'window' })) as {
      context: string;
    };
    firefox.#context = context;
    await firefox.#send('browsingContext.activate', { context });
    await firefox.#send('browsingContext.setViewport', {
      context: firefox.#context,
      viewport: { width: 1440, height: 900 },
    });
    return firefox;
  }

  /** Opens an address and waits until it is loaded. */
  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
  }

  async reload(): Promise<void> {
    await this.#send('browsingContext.reload', { context: this.#context, wait: 'complete' });
  }

  /** The value of an expression in the page, promises awaited: JSON alone. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const answer = (await this.#send('script.evaluate', {
      // What comes back is JSON, whatever the value's own kind is.
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context: this.#context },
      awaitPromise: true,
    })) as { type: string; result?: { value?: string }; exceptionDetails?: { text: string } };
    if (answer.type !== 'success') throw new Error(answer.exceptionDetails?.text ?? 'the page threw');
    const { value } = answer.result ?? {};
    return (value === undefined ? undefined : JSON.parse(value)) as Value;
  }

  /** Waits until an expression in the page is true. */
  async until(expression: string, patience = PATIENCE): Promise<void> {
    const end = Date.now() + patience;
    let last: unknown;
    while (Date.now() < end) {
      try {
        last = await this.evaluate<boolean>(`Boolean(${expression})`);
        if (last === true) return;
      } catch (error) {
        // A page that is just being left answers nothing.
        last = error;
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`waited in vain for ${expression}: ${last}`);
  }

  /** Presses a key, `Control+a` with others held down. */
  async press(keys: string): Promise<void> {
    const names = keys.split('+').map((key) => KEYS[key] ?? key);
    const down = names.map((value) => ({ type: 'keyDown', value }));
    const up = names.toReversed().map((value) => ({ type: 'keyUp', value }));
    await this.#keys([...down, ...up]);
  }

  /** Types letter by letter. */
  async type(text: string): Promise<void> {
    await this.#keys(
      [...text].flatMap((letter) => {
        const value = letter === '\n' ? '\uE007' : letter;
        return [
          { type: 'keyDown', value },
          { type: 'keyUp', value },
        ];
      }),
    );
  }

  /** Clicks the middle of the first element of a selector. */
  async click(selector: string): Promise<void> {
    const found = `document.querySelector(${JSON.stringify(selector)})`;
    await this.until(found);
    await this.evaluate(`${found}.scrollIntoView({ block: 'center', behavior: 'instant' })`);
    const { x, y } = await this.evaluate<{ x: number; y: number }>(
      `(({ x, y, width, height }) => ({ x: Math.round(x + width / 2), y: Math.round(y + height / 2) }))(${found}.getBoundingClientRect())`,
    );
    await this.#send('input.performActions', {
      context: this.#context,
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x, y },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    });
  }

  /** A picture of the page as PNG. */
  async screenshot(): Promise<Buffer> {
    const { data } = (await this.#send('browsingContext.captureScreenshot', { context: this.#context })) as {
      data: string;
    };
    return Buffer.from(data, 'base64');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#browser.once('exit', resolve));
    this.#socket.close();
    this.#browser.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }

  async #keys(actions: readonly Params[]): Promise<void> {
    await this.#send('input.performActions', {
      context: this.#context,
      actions: [{ type: 'key', id: 'keyboard', actions }],
    });
  }

  #send(method: string, params: Params): Promise<unknown> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Firefox did not answer ${method}`)), PATIENCE * 2);
      this.#waiting.set(id, {
        resolve: (value) => {
          clearTimeout(timer);
          resolve(value);
        },
        reject: (error) => {
          clearTimeout(timer);
          reject(error);
        },
      });
      this.#socket.send(JSON.stringify({ id, method, params }));
    });
  }

  #receive(message: Message): void {
    if (message.type === 'event') {
      if (message.method === 'log.entryAdded') this.#log(message.params ?? {});
      return;
    }
    const waiting = this.#waiting.get(message.id ?? -1);
    if (!waiting) return;
    this.#waiting.delete(message.id ?? -1);
    if (message.type === 'error') waiting.reject(new Error(`${message.error}: ${message.message}`));
    else waiting.resolve(message.result);
  }

  #log({ type, level, text }: Params): void {
    // A page that is left while a file is on its way through the service worker: the browser calls the load
    // that it broke off itself an error. What really does not load is seen by what the tests wait for.
    if (/icon\.svg|Failed to load .*ServiceWorker/s.test(String(text))) return;
    const isPolicy = /content.security.policy|blocked .* (script|style|resource)/i.test(String(text));
    if ((type === 'javascript' && level === 'error') || (level === 'error' && isPolicy))
      this.heard.push(String(text));
  }
}

function addressOf(browser: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    if (!browser.stderr) throw new Error('Firefox has no output');
    const timer = setTimeout(() => reject(new Error('Firefox did not start')), PATIENCE * 2);
    createInterface({ input: browser.stderr }).on('line', (line) => {
      const match = /WebDriver BiDi listening on (ws:\/\/\S+)/.exec(line);
      if (!match) return;
      clearTimeout(timer);
      resolve(match[1] as string);
    });
    browser.on('exit', (code) => reject(new Error(`Firefox ended with ${code}`)));
  });
}
