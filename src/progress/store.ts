/**
 * Drafts and progress, kept in the learner's browser. One record an exercise, under its stable id,
 * written at every change. Nothing here throws: what cannot be kept is kept in memory, and said as a notice.
 */
import {
  type Draft,
  type ExerciseRecord,
  isId,
  type LessonRecord,
  RECORD_VERSION,
  readExercise,
  readLesson,
  sameDraft,
} from './record.ts';
import { browserStorage, isFull, type KeyValue, keysWith, memoryStorage, PREFIX } from './storage.ts';

/** Something that the learner should be told; `text` is a sentence or two for the page. */
export interface Notice {
  readonly kind: 'unavailable' | 'full' | 'set-aside' | 'other-draft';
  readonly text: string;
  /** The exercise that it is about. */
  readonly id?: string;
  /** Where what could not be read lies now. */
  readonly key?: string;
}

/** What `subscribe` hears. */
export type StoreEvent =
  | { readonly kind: 'changed'; readonly id: string; readonly by: 'this-tab' | 'other-tab' }
  | { readonly kind: 'lesson'; readonly id: string }
  | { readonly kind: 'notice'; readonly notice: Notice };

/** Where an exercise stands. */
export interface ExerciseState {
  /** `solved`: by the learner. `shown`: finished after a solution was shown. */
  readonly status: 'new' | 'started' | 'solved' | 'shown';
  /** When it was finished, in ms since 1970. */
  readonly at?: number;
  /** Hints opened, over all goals. */
  readonly hints: number;
  /** When a solution was first shown, in ms since 1970. */
  readonly solutionShownAt?: number;
}

export interface StoreOptions {
  /** Undefined where the browser keeps nothing: then memory is used and a notice says so. */
  readonly storage: KeyValue | undefined;
  /** Time in ms since 1970. */
  readonly now?: () => number;
  /** Name of this tab; random where absent. */
  readonly tab?: string;
}

export const EXERCISE_KEY = `${PREFIX}exercise:`;
export const LESSON_KEY = `${PREFIX}lesson:`;
/** What could not be read lies under this prefix, then the time, then its own key. */
export const SET_ASIDE_KEY = `${PREFIX}set-aside:`;

export type ProgressStore = ReturnType<typeof createStore>;

/** Makes a store over a storage. Pages use {@link progress}. */
export function createStore(options: StoreOptions) {
  const now = options.now ?? Date.now;
  const tab = options.tab ?? Math.random().toString(36).slice(2, 10);
  const storage = options.storage ?? memoryStorage();
  /** Records that could not be written: they live here until they can. */
  const unsaved = new Map<string, string>();
  /** The draft that this tab last read or wrote: another one in the storage comes from another tab. */
  const seen = new Map<string, Draft | undefined>();
  const notices: Notice[] = [];
  const listeners = new Set<(event: StoreEvent) => void>();

  function emit(event: StoreEvent): void {
    for (const listener of [...listeners]) {
      try {
        listener(event);
      } catch (error) {
        // One listener's fault must not cost the learner a draft.
        console.error(error);
      }
    }
  }
  function notify(notice: Notice): void {
    // The same notice once: a full disk would say it at every keystroke.
    if (notices.some(({ kind, id }) => kind === notice.kind && id === notice.id)) return;
    notices.push(notice);
    emit({ kind: 'notice', notice });
  }
  if (!options.storage)
    notify({
      kind: 'unavailable',
      text: 'This browser keeps nothing for this site (a private window, or storage is switched off). You can work, but your draft and progress are gone when you close the page. Copy your Dockerfile, or export your progress, before you leave.',
    });

  function read(key: string): string | null {
    const waiting = unsaved.get(key);
    if (waiting !== undefined) return waiting;
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  }
  /** True where it is written; else it waits in memory. */
  function write(key: string, value: string): boolean {
    try {
      storage.setItem(key, value);
      unsaved.delete(key);
      return true;
    } catch (error) {
      unsaved.set(key, value);
      const full = isFull(error);
      notify({
        kind: full ? 'full' : 'unavailable',
        text: full
          ? 'The browser’s storage for this site is full, so your latest changes are kept only until you close the page. Export your progress to a file, then remove exercises that you no longer need on the progress page.'
          : 'The browser refused to keep your latest changes; they last until you close the page. Export your progress to a file before you leave.',
      });
      return false;
    }
  }
  /** Moves what cannot be read out of the way. It is never deleted, and never overwritten. */
  function setAside(key: string, value: string, reason: string): void {
    const aside = `${SET_ASIDE_KEY}${now()}:${key.slice(PREFIX.length)}`;
    try {
      storage.setItem(aside, value);
      storage.removeItem(key);
    } catch {
      // No room for a copy: the original stays where it is, and this page works in memory.
      unsaved.set(key, JSON.stringify({ version: RECORD_VERSION }));
    }
    const id = key.slice(key.indexOf(':', PREFIX.length) + 1);
    notify({
      kind: 'set-aside',
      id,
      key: aside,
      text: `What was stored for “${id}” could not be read: ${reason}. It was set aside, not deleted; the progress page lists it.`,
    });
  }
  function record(id: string): ExerciseRecord {
    const key = EXERCISE_KEY + id;
    const json = read(key);
    if (json === null) return { version: RECORD_VERSION };
    const result = readExercise(json);
    if (result.ok) return result.value;
    setAside(key, json, result.reason);
    return { version: RECORD_VERSION };
  }
  function put(id: string, next: ExerciseRecord): void {
    write(EXERCISE_KEY + id, JSON.stringify(next));
    emit({ kind: 'changed', id, by: 'this-tab' });
  }
  /** The record, with another tab's draft put among the others where this tab has not seen it. */
  function recordWithOthers(id: string): ExerciseRecord {
    const current = record(id);
    const theirs = current.draft;
    if (!theirs || theirs.tab === tab || !seen.has(id) || sameDraft(theirs, seen.get(id))) return current;
    return { ...current, others: withOther(current.others, theirs) };
  }

  const store = {
    /** What the learner should be told so far. */
    get notices(): readonly Notice[] {
      return notices;
    },
    /** Calls `listener` at every change, here or in another tab. Returns the way to stop it. */
    subscribe(listener: (event: StoreEvent) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** The draft of an exercise; undefined where nothing was written, or it was cleared. */
    getDraft(id: string): Draft | undefined {
      const { draft } = record(id);
      seen.set(id, draft);
      return draft;
    },
    /** Keeps the text at once. Another tab's text that differs moves to {@link otherDrafts}. */
    saveDraft(id: string, text: string, files?: Readonly<Record<string, string>>): void {
      const current = recordWithOthers(id);
      const draft: Draft = { text, ...(files && { files }), savedAt: now(), tab };
      // A draft that is now ours needs no place among the others.
      const others = current.others?.filter((other) => !sameDraft(other, draft));
      seen.set(id, draft);
      put(id, { ...current, draft, others: others?.length ? others : undefined });
    },
    /** Forgets the draft (reset). Drafts of other tabs stay. */
    clearDraft(id: string): void {
      const current = recordWithOthers(id);
      seen.set(id, undefined);
      put(id, { ...current, draft: undefined });
    },
    /** Drafts from other tabs or from a file that differ from this one's; newest first. */
    otherDrafts(id: string): readonly Draft[] {
      return record(id).others ?? [];
    },
    /** Makes another tab's draft the draft; the present one takes its place among the others. Undefined: no such draft. */
    takeOther(id: string, index = 0): Draft | undefined {
      const current = record(id);
      const taken = current.others?.[index];
      if (!taken) return undefined;
      const draft: Draft = { ...taken, savedAt: now(), tab };
      let others: readonly Draft[] | undefined = current.others?.filter((other) => other !== taken);
      if (current.draft) others = withOther(others, current.draft);
      seen.set(id, draft);
      put(id, { ...current, draft, others });
      return draft;
    },
    /** Drops the drafts of other tabs, at the learner's word. */
    dismissOthers(id: string): void {
      put(id, { ...record(id), others: undefined });
    },

    /** Where an exercise stands. */
    getState(id: string): ExerciseState {
      return stateOf(record(id));
    },
    /** How many hints of a goal are open; the exercise's own under ''. */
    hintsOpen(id: string, goal: string): number {
      return record(id).hints?.[goal] ?? 0;
    },
    /** All goals are met. `shown` after a solution was shown; it never replaces `self`. The first time counts. */
    recordSolved(id: string, { by }: { by: 'self' | 'shown' }): void {
      const current = record(id);
      if (current.solved && (current.solved.by === 'self' || by === 'shown')) return;
      put(id, { ...current, solved: { by, at: now() } });
    },
    /** The first `count` hints of a goal are open. The count never falls. */
    recordHint(id: string, goal: string, count: number): void {
      const current = record(id);
      if ((current.hints?.[goal] ?? 0) >= count) return;
      put(id, { ...current, hints: { ...current.hints, [goal]: count } });
    },
    /** A solution was shown. The first time counts. */
    recordSolutionShown(id: string): void {
      const current = record(id);
      if (current.solutionShownAt === undefined) put(id, { ...current, solutionShownAt: now() });
    },

    /** Keeps that the end of a lesson was reached. The first time counts. */
    recordLessonRead(id: string): void {
      if (store.lessonReadAt(id) !== undefined) return;
      const next: LessonRecord = { version: RECORD_VERSION, readAt: now() };
      write(LESSON_KEY + id, JSON.stringify(next));
      emit({ kind: 'lesson', id });
    },
    /** When the end of a lesson was first reached, in ms since 1970. */
    lessonReadAt(id: string): number | undefined {
      const json = read(LESSON_KEY + id);
      if (json === null) return undefined;
      const result = readLesson(json);
      if (result.ok) return result.value.readAt;
      setAside(LESSON_KEY + id, json, result.reason);
      return undefined;
    },

    /** Every exercise of which something is kept. */
    exercises(): ReadonlyMap<string, ExerciseRecord> {
      return new Map(ids(EXERCISE_KEY).map((id) => [id, record(id)]));
    },
    /** Every lesson that was read, with the time. */
    lessons(): ReadonlyMap<string, number> {
      const found = new Map<string, number>();
      for (const id of ids(LESSON_KEY)) {
        const at = store.lessonReadAt(id);
        if (at !== undefined) found.set(id, at);
      }
      return found;
    },
    /** Replaces an exercise's record (import). */
    putExercise(id: string, next: ExerciseRecord): void {
      put(id, next);
    },
    /** Keeps a lesson's time (import). */
    putLesson(id: string, readAt: number): void {
      write(LESSON_KEY + id, JSON.stringify({ version: RECORD_VERSION, readAt } satisfies LessonRecord));
      emit({ kind: 'lesson', id });
    },
    /** What could not be read and was set aside: key and text, for the learner to copy. */
    setAsides(): readonly { key: string; text: string }[] {
      return keysWith(storage, SET_ASIDE_KEY).map((key) => ({ key, text: read(key) ?? '' }));
    },
    /** Forgets everything: drafts, progress and what was set aside. Only after the learner has confirmed. */
    reset(): void {
      const gone = [EXERCISE_KEY, LESSON_KEY, SET_ASIDE_KEY].flatMap((prefix) => keysWith(storage, prefix));
      unsaved.clear();
      seen.clear();
      for (const key of gone) {
        try {
          storage.removeItem(key);
        } catch {
          // It refuses to forget: nothing that we could do about it.
        }
        if (key.startsWith(EXERCISE_KEY))
          emit({ kind: 'changed', id: key.slice(EXERCISE_KEY.length), by: 'this-tab' });
      }
    },
    /** Hand every `storage` event of the window in here. */
    heard(event: { readonly key: string | null; readonly newValue: string | null }): void {
      if (event.key === null || !event.key.startsWith(EXERCISE_KEY)) return;
      const id = event.key.slice(EXERCISE_KEY.length);
      if (!isId(id)) return;
      unsaved.delete(event.key);
      emit({ kind: 'changed', id, by: 'other-tab' });
      if (!seen.has(id) || event.newValue === null) return;
      const theirs = readExercise(event.newValue);
      if (!theirs.ok || !theirs.value.draft || theirs.value.draft.tab === tab) return;
      if (sameDraft(theirs.value.draft, seen.get(id))) return;
      notify({
        kind: 'other-draft',
        id,
        text: 'This exercise is open in another tab, with a different text there. Both are kept: you can take over the other one here.',
      });
    },
  };
  function ids(prefix: string): string[] {
    const keys = new Set(keysWith(storage, prefix));
    for (const key of unsaved.keys()) if (key.startsWith(prefix)) keys.add(key);
    return [...keys].map((key) => key.slice(prefix.length)).filter(isId);
  }
  return store;
}

/** Where an exercise stands, from its record. */
export function stateOf(record: ExerciseRecord): ExerciseState {
  const hints = Object.values(record.hints ?? {}).reduce((sum, count) => sum + count, 0);
  const { solved, solutionShownAt } = record;
  if (solved)
    return { status: solved.by === 'self' ? 'solved' : 'shown', at: solved.at, hints, solutionShownAt };
  const started = record.draft !== undefined || hints > 0 || solutionShownAt !== undefined;
  return { status: started ? 'started' : 'new', hints, solutionShownAt };
}

/** Puts a draft among the others: the newest of each tab, at most three. */
export function withOther(others: readonly Draft[] | undefined, draft: Draft): readonly Draft[] {
  const rest = (others ?? []).filter((other) => other.tab !== draft.tab && !sameDraft(other, draft));
  return [draft, ...rest].slice(0, 3);
}

let shared: ProgressStore | undefined;
/** The page's store, made at first use. It hears other tabs. */
export function progress(): ProgressStore {
  if (!shared) {
    const store = createStore({ storage: browserStorage() });
    window.addEventListener('storage', (event) => store.heard(event));
    shared = store;
  }
  return shared;
}
