/** Texts that gave way to another one (a link, an exercise, a file): none is lost without a word. */

const KEY = 'stagecraft:playground:earlier';
/** Most texts that are kept; the oldest goes first. */
export const MOST_EARLIER = 10;
/** Longest text that is kept, in UTF-16 units. */
const LONGEST = 200_000;

export interface EarlierText {
  readonly text: string;
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
      .filter((one): one is EarlierText => typeof one?.text === 'string' && Number.isFinite(one.at))
      .slice(0, MOST_EARLIER);
  } catch {
    return [];
  }
}

/** Keeps a text as the newest; one that is there already moves up. False where the browser keeps nothing. */
export function keepEarlier(storage: Storage | undefined, text: string, now: number): boolean {
  if (text.trim() === '' || text.length > LONGEST) return false;
  const others = earlierTexts(storage).filter((one) => one.text !== text);
  try {
    storage?.setItem(KEY, JSON.stringify([{ text, at: now }, ...others].slice(0, MOST_EARLIER)));
    return storage !== undefined;
  } catch {
    return false;
  }
}

/** First words of a text, for a list: its first FROM, and how long it is. */
export function labelOf({ text }: EarlierText): string {
  const lines = text.split('\n');
  const from = lines.find((line) => /^\s*from\s/i.test(line)) ?? lines[0] ?? '';
  return `${from.trim().slice(0, 60)} (${lines.length} lines)`;
}
