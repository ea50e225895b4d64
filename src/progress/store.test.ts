import { describe, expect, test } from 'vitest';
import { MAX_TEXT, readExercise } from './record.ts';
import { type KeyValue, memoryStorage } from './storage.ts';
import { createStore, EXERCISE_KEY, type Notice, type StoreEvent } from './store.ts';
import { exportProgress, importProgress } from './transfer.ts';

/** A store with a clock that ticks once a call, and the storage under it. */
function make(storage: KeyValue | undefined = memoryStorage(), tab = 'a') {
  let time = 1000;
  return { storage, store: createStore({ storage, tab, now: () => time++ }) };
}

function fullStorage(): KeyValue & { full: boolean } {
  const memory = memoryStorage();
  return {
    full: true,
    getItem: memory.getItem,
    removeItem: memory.removeItem,
    key: memory.key,
    get length() {
      return memory.length;
    },
    setItem(key, value) {
      if (this.full) throw new DOMException('no room', 'QuotaExceededError');
      memory.setItem(key, value);
    },
  };
}

describe('drafts', () => {
  test('a draft survives a reload, with its files', () => {
    const { storage, store } = make();
    expect(store.getDraft('go-scratch')).toBeUndefined();
    store.saveDraft('go-scratch', 'FROM scratch', { '.dockerignore': 'node_modules' });
    const reloaded = make(storage).store;
    expect(reloaded.getDraft('go-scratch')).toMatchObject({
      text: 'FROM scratch',
      files: { '.dockerignore': 'node_modules' },
    });
    expect(reloaded.getState('go-scratch').status).toBe('started');
  });
  test('clearing forgets the draft and keeps the rest', () => {
    const { store } = make();
    store.saveDraft('x', 'FROM a');
    store.recordSolved('x', { by: 'self' });
    store.clearDraft('x');
    expect(store.getDraft('x')).toBeUndefined();
    expect(store.getState('x').status).toBe('solved');
  });
});

describe('progress', () => {
  test('solved by oneself is never replaced by shown; the first time counts', () => {
    const { store } = make();
    store.recordSolved('x', { by: 'shown' });
    expect(store.getState('x').status).toBe('shown');
    store.recordSolved('x', { by: 'self' });
    const first = store.getState('x');
    expect(first.status).toBe('solved');
    store.recordSolved('x', { by: 'shown' });
    store.recordSolved('x', { by: 'self' });
    expect(store.getState('x')).toEqual(first);
  });
  test('hints never close', () => {
    const { store } = make();
    store.recordHint('x', 'split', 2);
    store.recordHint('x', 'split', 1);
    store.recordHint('x', '', 1);
    expect(store.hintsOpen('x', 'split')).toBe(2);
    expect(store.getState('x')).toMatchObject({ status: 'started', hints: 3 });
  });
  test('listeners hear, stop hearing, and a faulty one harms nobody', () => {
    const { storage, store } = make();
    const heard: StoreEvent[] = [];
    const error = console.error;
    console.error = () => {};
    store.subscribe(() => {
      throw new Error('faulty');
    });
    const stop = store.subscribe((event) => heard.push(event));
    store.saveDraft('x', 'FROM a');
    stop();
    store.saveDraft('x', 'FROM b');
    console.error = error;
    expect(heard).toEqual([{ kind: 'changed', id: 'x', by: 'this-tab' }]);
    expect(make(storage).store.getDraft('x')?.text).toBe('FROM b');
  });
});

describe('two tabs', () => {
  test('the newest write wins, and the other text is kept', () => {
    const { storage, store: a } = make();
    const b = make(storage, 'b').store;
    a.getDraft('x');
    b.getDraft('x');
    a.saveDraft('x', 'FROM a1');
    const heard: Notice[] = [];
    b.subscribe((event) => event.kind === 'notice' && heard.push(event.notice));
    b.heard({ key: `${EXERCISE_KEY}x`, newValue: storage.getItem(`${EXERCISE_KEY}x`) });
    expect(heard.map(({ kind, id }) => [kind, id])).toEqual([['other-draft', 'x']]);
    b.saveDraft('x', 'FROM b1');
    expect(b.otherDrafts('x').map(({ text }) => text)).toEqual(['FROM a1']);
    a.saveDraft('x', 'FROM a2');
    a.saveDraft('x', 'FROM a3');
    expect(a.getDraft('x')?.text).toBe('FROM a3');
    expect(
      a
        .otherDrafts('x')
        .filter(({ tab }) => tab === 'b')
        .map(({ text }) => text),
    ).toEqual(['FROM b1']);
    const taken = a.takeOther(
      'x',
      a.otherDrafts('x').findIndex(({ tab }) => tab === 'b'),
    );
    expect(taken?.text).toBe('FROM b1');
    expect(a.getDraft('x')?.text).toBe('FROM b1');
    expect(a.otherDrafts('x').map(({ text }) => text)).toContain('FROM a3');
    a.dismissOthers('x');
    expect(a.otherDrafts('x')).toEqual([]);
  });
  test('a draft that this tab has read is no conflict', () => {
    const { storage, store: a } = make();
    a.saveDraft('x', 'FROM a');
    const b = make(storage, 'b').store;
    expect(b.getDraft('x')?.text).toBe('FROM a');
    b.saveDraft('x', 'FROM a\nRUN true');
    expect(b.otherDrafts('x')).toEqual([]);
  });
  test('progress of another tab is not lost by a save here', () => {
    const { storage, store: a } = make();
    const b = make(storage, 'b').store;
    a.getDraft('x');
    b.recordSolved('x', { by: 'self' });
    a.saveDraft('x', 'FROM a');
    expect(a.getState('x').status).toBe('solved');
  });
});

describe('storage that fails', () => {
  test('none at all: memory and one notice', () => {
    const store = createStore({ storage: undefined });
    store.saveDraft('x', 'FROM a');
    store.saveDraft('x', 'FROM b');
    expect(store.getDraft('x')?.text).toBe('FROM b');
    expect(store.notices.map(({ kind }) => kind)).toEqual(['unavailable']);
  });
  test('full: the text lives on in memory, one notice, saved when there is room', () => {
    const storage = fullStorage();
    const { store } = make(storage);
    store.saveDraft('x', 'FROM a');
    store.saveDraft('x', 'FROM b');
    expect(store.getDraft('x')?.text).toBe('FROM b');
    expect([...store.exercises().keys()]).toEqual(['x']);
    expect(store.notices.map(({ kind }) => kind)).toEqual(['full']);
    storage.full = false;
    store.saveDraft('x', 'FROM c');
    expect(make(storage).store.getDraft('x')?.text).toBe('FROM c');
  });
  test.each([
    ['not JSON', '{'],
    ['null', 'null'],
    ['no version', '{}'],
    ['a newer version', '{"version":99}'],
    ['a version that never was', '{"version":0}'],
    ['a draft that is no draft', '{"version":1,"draft":7}'],
    ['a draft without a text', '{"version":1,"draft":{"savedAt":1,"tab":"a"}}'],
    ['a solved that says nothing', '{"version":1,"solved":{}}'],
    ['hints that are no counts', '{"version":1,"hints":{"split":"many"}}'],
  ])('corrupted (%s): set aside, said, never deleted', (_, json) => {
    const storage = memoryStorage();
    storage.setItem(`${EXERCISE_KEY}x`, json);
    const { store } = make(storage);
    expect(store.getDraft('x')).toBeUndefined();
    store.saveDraft('x', 'FROM a');
    expect(store.setAsides().map(({ text }) => text)).toEqual([json]);
    expect(store.notices.map(({ kind, id }) => [kind, id])).toEqual([['set-aside', 'x']]);
    expect(make(storage).store.getDraft('x')?.text).toBe('FROM a');
  });
  test('corrupted and full: the original stays where it is', () => {
    const storage = fullStorage();
    storage.full = false;
    storage.setItem(`${EXERCISE_KEY}x`, 'broken');
    storage.full = true;
    const { store } = make(storage);
    store.getDraft('x');
    store.saveDraft('x', 'FROM a');
    expect(store.getDraft('x')?.text).toBe('FROM a');
    expect(storage.getItem(`${EXERCISE_KEY}x`)).toBe('broken');
  });
});

test('older records are brought up to date, version by version', () => {
  const steps = {
    1: (old: Record<string, unknown>) => ({ ...old, version: 2, hints: { split: 1 } }),
    2: (old: Record<string, unknown>) => ({ ...old, version: 3, solutionShownAt: 5 }),
  };
  const read = readExercise('{"version":1,"solved":{"by":"self","at":3}}', 3, steps);
  expect(read).toEqual({
    ok: true,
    value: { version: 3, solved: { by: 'self', at: 3 }, hints: { split: 1 }, solutionShownAt: 5 },
  });
});

describe('export and import', () => {
  test('a file carries everything into an empty browser', () => {
    const { store } = make();
    store.saveDraft('x', 'FROM a');
    store.recordHint('x', 'split', 2);
    store.recordSolutionShown('x');
    store.recordLessonRead('two-stages');
    const text = exportProgress(store, new Date(0));
    const other = make(undefined, 'b').store;
    const done = importProgress(other, text);
    expect(done).toMatchObject({ ok: true, result: { added: ['x'], lessons: ['two-stages'], refused: [] } });
    expect(exportProgress(other, new Date(0))).toBe(text);
    expect(importProgress(other, text)).toMatchObject({
      ok: true,
      result: { unchanged: ['x'], lessons: [] },
    });
  });
  test('merging loses nothing of either side', () => {
    const { store: a } = make();
    a.saveDraft('x', 'FROM old');
    a.recordHint('x', 'split', 3);
    a.recordSolved('x', { by: 'shown' });
    const b = createStore({ storage: memoryStorage(), tab: 'b', now: () => 9000 });
    b.saveDraft('x', 'FROM new');
    b.recordHint('x', 'base', 1);
    b.recordSolved('x', { by: 'self' });
    const done = importProgress(a, exportProgress(b));
    expect(done).toMatchObject({ ok: true, result: { updated: ['x'], keptBoth: ['x'] } });
    expect(a.getDraft('x')?.text).toBe('FROM new');
    expect(a.otherDrafts('x').map(({ text }) => text)).toEqual(['FROM old']);
    expect(a.getState('x')).toMatchObject({ status: 'solved', hints: 4 });
  });
  test.each([
    ['not JSON', 'x', /not JSON/],
    ['something else', '{"format":"other"}', /not a progress file/],
    ['null', 'null', /not a progress file/],
    ['no exercises', '{"format":"stagecraft-progress"}', /no "exercises"/],
  ])('refuses a file that is %s, and says why', (_, text, reason) => {
    const { store } = make();
    const done = importProgress(store, text);
    expect(done.ok).toBe(false);
    expect(done.ok ? '' : done.reason).toMatch(reason);
    expect(store.exercises().size).toBe(0);
  });
  test('refuses hostile entries one by one and takes the rest', () => {
    const { store } = make();
    const text = `{"format":"stagecraft-progress","version":1,"exercises":{
      "__proto__":{"version":1,"solved":{"by":"self","at":1}},
      "../../x":{"version":1},
      "huge":{"version":1,"draft":{"text":"${'x'.repeat(MAX_TEXT + 1)}","savedAt":1,"tab":"t"}},
      "late":{"version":1,"solved":{"by":"self","at":1e999}},
      "good":{"version":1,"solved":{"by":"self","at":1},"extra":"<script>"}
    },"lessons":{"one":{"readAt":"now"}}}`;
    const done = importProgress(store, text);
    expect(done).toMatchObject({ ok: true, result: { added: ['good'] } });
    expect(done.ok && done.result.refused.map(({ id }) => id)).toEqual([
      '__proto__',
      '../../x',
      'huge',
      'late',
      'one',
    ]);
    expect([...store.exercises()]).toEqual([['good', { version: 1, solved: { by: 'self', at: 1 } }]]);
    expect(({} as Record<string, unknown>).solved).toBeUndefined();
  });
});
