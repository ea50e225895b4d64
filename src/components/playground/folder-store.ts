/** The learner's folder, kept in this browser (IndexedDB) until another takes its place or it is removed. */
import { type OwnFile, safePath } from './folder.ts';

const DATABASE = 'stagecraft-playground';
const STORE = 'folder';
const KEY = 'files';

/** Keeps the folder; resolves to false where the browser does not. */
export function keepFolder(files: readonly OwnFile[]): Promise<boolean> {
  return use<unknown>(
    'readwrite',
    (store) => (files.length === 0 ? store.delete(KEY) : store.put(files, KEY)) as IDBRequest<unknown>,
  )
    .then(() => true)
    .catch(() => false);
}

/** The folder that was kept; empty where there is none, or it cannot be read. */
export async function keptFolder(): Promise<OwnFile[]> {
  try {
    const stored: unknown = await use('readonly', (store) => store.get(KEY));
    if (!Array.isArray(stored)) return [];
    return stored.filter(
      (file): file is OwnFile =>
        typeof file?.path === 'string' &&
        safePath(file.path) !== undefined &&
        file.bytes instanceof Uint8Array,
    );
  } catch {
    return [];
  }
}

function use<T>(mode: IDBTransactionMode, run: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onblocked = () => reject(new Error('blocked'));
    opening.onsuccess = () => {
      const database = opening.result;
      const transaction = database.transaction(STORE, mode);
      const request = run(transaction.objectStore(STORE));
      transaction.oncomplete = () => {
        database.close();
        resolve(request.result);
      };
      transaction.onabort = () => {
        database.close();
        reject(transaction.error);
      };
    };
  });
}
