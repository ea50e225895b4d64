/** The part of `Storage` that is used; `localStorage` in the browser, a stand-in in tests. */
export interface KeyValue {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  key(index: number): string | null;
  readonly length: number;
}

/** Every key of ours begins so. */
export const PREFIX = 'stagecraft:';

/**
 * localStorage where it works, else undefined: private windows and blocked cookies make even touching
 * it throw, and a full disk makes the first write throw.
 */
export function browserStorage(): KeyValue | undefined {
  try {
    const storage = globalThis.localStorage;
    storage.setItem(`${PREFIX}probe`, '1');
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  } catch (error) {
    // Full, but readable: what is there must still be shown. Writes will say that it is full.
    return isFull(error) ? globalThis.localStorage : undefined;
  }
}

/** True for the error that a full storage throws. */
export function isFull(error: unknown): boolean {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  return name === 'QuotaExceededError' || name === 'NS_ERROR_DOM_QUOTA_REACHED';
}

/** A storage that forgets when the page goes: what stands in where there is no other. */
export function memoryStorage(): KeyValue {
  const map = new Map<string, string>();
  return {
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
    key: (index) => [...map.keys()][index] ?? null,
    get length() {
      return map.size;
    },
  };
}

/** All keys with this beginning, in order of name. */
export function keysWith(storage: KeyValue, prefix: string): string[] {
  const found: string[] = [];
  for (let index = 0; index < storage.length; index++) {
    const key = storage.key(index);
    if (key?.startsWith(prefix)) found.push(key);
  }
  return found.sort();
}
