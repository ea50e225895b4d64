/** Texts that gave way to another one (a link, an exercise, a file): none is lost without a word. */
import { type BuildChoice, isDefault, readChoice } from './choice.ts';

const KEY = 'stagecraft:playground:earlier';
/** Most texts that are kept; the oldest goes first. */
export const MOST_EARLIER = 10;
/** Longest text that is kept, in UTF-16 units. */
const LONGEST = 200_000;

export interface EarlierText {
  readonly text: string;
  /** The `.dockerignore` beside it; absent where there was none. */
  readonly dockerignore?: string;
  /** The build options; absent where nothing was chosen. */
  readonly choice?: BuildChoice;
  /** When it gave way, in ms since 1970. */
  readonly at: number;
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem'>;

/** The texts, newest first. What cannot be read is no text. */
export function earlierTexts(storage: Storage | undefined): EarlierText[] {
  try {
    const stored: unknown = JSON.parse(storage?.getItem(KEY) ?? '[]');
    if (!Array.isArray(stored)) return [];
    return stored
      .filter((one) => typeof one?.text === 'string' && Number.isFinite(one.at))
      .slice(0, MOST_EARLIER)
      .map(({ text, at, dockerignore, choice }) =>
        entry({ text, dockerignore, choice: readChoice(choice) }, at),
      );
  } catch {
    return [];
  }
}

/** Without what is empty. */
function entry({ text, dockerignore, choice }: Omit<EarlierText, 'at'>, at: number): EarlierText {
  const ignore = typeof dockerignore === 'string' && dockerignore !== '' ? { dockerignore } : {};
  return { text, ...ignore, ...(choice && !isDefault(choice) ? { choice } : {}), at };
}

/** Keeps a text as the newest; one that is there already moves up. False where the browser keeps nothing. */
export function keepEarlier(
  storage: Storage | undefined,
  one: Omit<EarlierText, 'at'>,
  now: number,
): boolean {
  const length = one.text.length + (one.dockerignore?.length ?? 0);
  if (one.text.trim() === '' || length > LONGEST) return false;
  const others = earlierTexts(storage).filter(({ text }) => text !== one.text);
  try {
    storage?.setItem(KEY, JSON.stringify([entry(one, now), ...others].slice(0, MOST_EARLIER)));
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** First words of a text, for a list: its first FROM, and how long it is. */
export function labelOf({ text }: Pick<EarlierText, 'text'>): string {
  const lines = text.split('\n');
  const from = lines.find((line) => /^\s*from\s/i.test(line)) ?? lines[0] ?? '';
  return `${from.trim().slice(0, 60)} (${lines.length} lines)`;
}
