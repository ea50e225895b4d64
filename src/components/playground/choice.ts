/** Which stage is built and with which build arguments: what stands behind `docker build` besides the folder. */
import { FOLDER } from './start.ts';

/** What the reader chose; nothing is the last stage with the Dockerfile's own defaults. */
export interface BuildChoice {
  /** A stage name; absent: the last stage. */
  readonly target?: string;
  /** Values by name; only those that were given. */
  readonly args: Readonly<Record<string, string>>;
}

export const NO_CHOICE: BuildChoice = { args: {} };
/** Most arguments, longest name and longest value, in UTF-16 units. */
export const MOST_ARGS = 50;
const LONGEST_NAME = 100;
export const LONGEST_VALUE = 1_000;

/** True where nothing was chosen. */
export function isDefault({ target, args }: BuildChoice): boolean {
  return target === undefined && Object.keys(args).length === 0;
}

/** A choice out of anything: from a link, or a draft that others may have written. What is no choice is left out. */
export function readChoice(value: unknown): BuildChoice {
  if (typeof value !== 'object' || value === null) return NO_CHOICE;
  const { target, args } = value as { target?: unknown; args?: unknown };
  const given = typeof args === 'object' && args !== null ? Object.entries(args) : [];
  return {
    ...(isStageName(target) ? { target } : {}),
    args: Object.fromEntries(
      given
        .filter((one): one is [string, string] => isArgumentName(one[0]) && isValue(one[1]))
        .slice(0, MOST_ARGS),
    ),
  };
}

/** The same from JSON. */
export function parseChoice(json: string | undefined): BuildChoice {
  try {
    return json === undefined ? NO_CHOICE : readChoice(JSON.parse(json));
  } catch {
    return NO_CHOICE;
  }
}

function isStageName(value: unknown): value is string {
  return typeof value === 'string' && value.length <= LONGEST_NAME && /^[A-Za-z0-9][\w.-]*$/.test(value);
}

function isArgumentName(name: string): boolean {
  return name.length <= LONGEST_NAME && /^[A-Za-z_]\w*$/.test(name) && name !== '__proto__';
}

/** No line ends and other control characters: the value is pasted into a terminal. */
function isValue(value: unknown): value is string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  return typeof value === 'string' && value.length <= LONGEST_VALUE && !/[\u0000-\u001f\u007f]/.test(value);
}

/** What to type where the download lies. */
export function buildCommand({ target, args }: BuildChoice): string {
  const flags = [
    ...(target === undefined ? [] : ['--target', quoted(target)]),
    ...Object.entries(args).flatMap(([name, value]) => ['--build-arg', quoted(`${name}=${value}`)]),
  ];
  return `unzip ${FOLDER}.zip && cd ${FOLDER} && docker build ${[...flags, '-t', 'my-image', '.'].join(' ')}`;
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w.,:/@%+=-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
