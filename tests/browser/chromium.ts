/** Finds a Chromium for the tests; where there is none, says loudly how to get one. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
];
const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
];

/** How to start a browser. */
export interface Launch {
  readonly executablePath: string;
  readonly args: readonly string[];
}

/** `CHROMIUM`, then what the system has, then the one that npm brought along; undefined where none starts. */
export async function findChromium(): Promise<Launch | undefined> {
  const wanted = process.env.CHROMIUM;
  if (wanted) {
    if (!existsSync(wanted)) throw new Error(`CHROMIUM is ${wanted}, which does not exist`);
    return { executablePath: wanted, args: ARGS };
  }
  const found = PLACES.find((path) => existsSync(path)) ?? onPath('google-chrome') ?? onPath('chromium');
  if (found) return { executablePath: found, args: ARGS };
  try {
    const { default: packaged } = await import('@sparticuz/chromium');
    const launch = { executablePath: await packaged.executablePath(), args: [...packaged.args, ...ARGS] };
    const probe = await chromium.launch({ ...launch, args: [...launch.args] });
    await probe.close();
    return launch;
  } catch {
    return undefined;
  }
}

function onPath(name: string): string | undefined {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The browser of a test file. */
export async function launch(from: Launch): Promise<Browser> {
  return chromium.launch({ executablePath: from.executablePath, args: [...from.args] });
}

const found = await findChromium();
if (!found) {
  console.warn(
    '\nSKIPPED: the browser tests. No Chromium was found: install one (Debian: apt-get install chromium), or set CHROMIUM to its path.\n',
  );
}

/** The Chromium of this machine; undefined where there is none, and the tests are skipped. */
export const machineChromium = found;
