import { describe, expect, test } from 'vitest';
import { knownFile } from './content.ts';
import { diff } from './diff.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './snapshot.ts';
import { type Entry, FilesystemError, type Provenance } from './types.ts';

const here: Provenance = { kind: 'step', stage: 0, line: 1 };
const later: Provenance = { kind: 'step', stage: 0, line: 2 };
const file = (text: string, from = here) => knownFile(text, from);
const link = (target: string): Entry => ({
  type: 'symlink',
  mode: 0o777,
  uid: 0,
  gid: 0,
  target,
  provenance: here,
  certainty: 'known',
});

/** A snapshot of files by path; `-> target` makes a link, a trailing slash a directory. */
function tree(files: Record<string, string>, unlisted?: string): Snapshot {
  const draft = emptySnapshot(here).edit();
  if (unlisted !== undefined) draft.put('/', directory(here, { unlisted }));
  for (const [path, text] of Object.entries(files)) {
    const folder = path.endsWith('/') ? path : path.slice(0, path.lastIndexOf('/'));
    draft.makeDirectories(folder, () => directory(here));
    if (path.endsWith('/')) continue;
    draft.put(path, text.startsWith('-> ') ? link(text.slice(3)) : file(text));
  }
  return draft.commit();
}

const edit = (snapshot: Snapshot, change: (draft: Draft) => void): Snapshot => {
  const draft = snapshot.edit();
  change(draft);
  return draft.commit();
};
const paths = (snapshot: Snapshot) => [...snapshot.walk()].map(({ path }) => path);

describe('links are followed as the kernel follows them', () => {
  const snapshot = tree({
    '/real/deep/f': 'x',
    '/abs': '-> /real/deep',
    '/real/rel': '-> deep/f',
    '/real/deep/up': '-> ../../real/rel',
    '/chain': '-> abs',
    '/above': '-> ../../../../real',
    '/loop': '-> loop2',
    '/loop2': '-> /loop',
    '/self/in': '-> in/x',
    '/dangling': '-> nowhere/x',
  });
  test.each([
    ['/abs/f', '/real/deep/f'],
    ['/real/rel', '/real/deep/f'],
    ['/abs/up', '/real/deep/f'],
    ['/chain/up', '/real/deep/f'],
    ['/above/deep/../rel', '/real/deep/f'],
  ])('%s is %s', (path, real) => {
    expect(snapshot.stat(path)).toMatchObject({ kind: 'found', path: real });
  });
  test('.. behind a link leads out of where the link leads, except where the path is cleaned before', () => {
    expect(snapshot.realPath('/abs')).toBe('/real/deep');
  });
  test('lstat shows the link itself', () => {
    expect(snapshot.lstat('/abs')).toMatchObject({ path: '/abs', entry: { type: 'symlink' } });
    expect(snapshot.lstat('/abs/up')).toMatchObject({ path: '/real/deep/up' });
  });
  test.each(['/loop', '/loop/x', '/self/in'])('%s is a circle', (path) => {
    expect(snapshot.stat(path)).toMatchObject({ kind: 'absent', code: 'ELOOP' });
    expect(() => snapshot.realPath(path)).toThrow('too many links');
  });
  test('a link that leads nowhere has a real path all the same', () => {
    expect(snapshot.stat('/dangling')).toMatchObject({ kind: 'absent', code: 'ENOENT' });
    expect(snapshot.realPath('/dangling')).toBe('/nowhere/x');
  });
  test('below a file there is nothing', () => {
    expect(snapshot.stat('/real/deep/f/x')).toMatchObject({ kind: 'absent', code: 'ENOTDIR' });
  });
});

describe('what nobody lists is unknown, not absent', () => {
  const base = tree({ '/bin/sh': 'sh', '/known/': '' }, 'part of the base image');
  test('scratch knows that there is nothing', () => {
    expect(emptySnapshot(here).stat('/x')).toMatchObject({ kind: 'absent' });
  });
  test('a base image does not', () => {
    expect(base.stat('/etc/x')).toMatchObject({
      kind: 'unknown',
      path: '/etc/x',
      why: 'part of the base image',
    });
    expect(base.stat('/bin/sh')).toMatchObject({ kind: 'found' });
    expect(base.stat('/known/x')).toMatchObject({ kind: 'absent' });
  });
  test('what was removed is absent for sure, and comes back when it is put', () => {
    const without = edit(base, (draft) => draft.remove('/etc'));
    expect(without.stat('/etc')).toMatchObject({ kind: 'absent' });
    expect(diff(base, without)).toEqual([{ path: '/etc', kind: 'delete' }]);
    const back = edit(without, (draft) => {
      draft.makeDirectories('/etc', () => directory(later));
    });
    expect(back.stat('/etc/x')).toMatchObject({ kind: 'absent' });
  });
  test('a directory can be made in the dark', () => {
    const made = edit(base, (draft) => draft.makeDirectories('/opt/app', () => directory(later)));
    expect(made.stat('/opt/app')).toMatchObject({ kind: 'found' });
  });
});

describe('drafts', () => {
  test('leave the snapshot alone and share what they do not touch', () => {
    const before = tree({ '/a/f': '1', '/b/f': '2' });
    const after = edit(before, (draft) => draft.put('/a/f', file('3', later)));
    expect(before.entry('/a/f')).toMatchObject({ content: '1' });
    expect(after.entry('/a/f')).toMatchObject({ content: '3' });
    expect(after.root.children?.get('b')).toBe(before.root.children?.get('b'));
  });
  test('two drafts of one snapshot do not see each other', () => {
    const before = tree({ '/a/f': '1' });
    const one = edit(before, (draft) => draft.put('/a/one', file('1')));
    const two = edit(before, (draft) => draft.put('/a/two', file('2')));
    expect(paths(one)).toEqual(['/a', '/a/f', '/a/one']);
    expect(paths(two)).toEqual(['/a', '/a/f', '/a/two']);
  });
  test('cannot be used after commit', () => {
    const draft = tree({ '/a': '1' }).edit();
    draft.commit();
    expect(() => draft.put('/b', file('2'))).toThrow('committed');
  });
  test('a directory put over a directory keeps its children', () => {
    const after = edit(tree({ '/a/f': '1' }), (draft) => draft.put('/a', directory(later, { mode: 0o700 })));
    expect(paths(after)).toEqual(['/a', '/a/f']);
    expect(after.entry('/a')).toMatchObject({ mode: 0o700 });
  });
  test.each([
    ['a file over a directory', '/d', 'EISDIR'],
    ['into a missing directory', '/nope/x', 'ENOENT'],
    ['below a file', '/d/f/x', 'ENOTDIR'],
  ])('%s is an error', (_, path, code) => {
    const draft = tree({ '/d/f': '1' }).edit();
    expect(() => draft.put(path, file('x'))).toThrow(FilesystemError);
    try {
      draft.put(path, file('x'));
    } catch (error) {
      expect((error as FilesystemError).code).toBe(code);
    }
  });
  test('makeDirectories follows links and stops at files', () => {
    const draft = tree({ '/real/': '', '/l': '-> /real', '/f': 'x' }).edit();
    expect(draft.makeDirectories('/l/a/b', () => directory(later))).toBe('/real/a/b');
    expect(() => draft.makeDirectories('/f/x', () => directory(later))).toThrow('not a directory');
  });
  test('remove takes the link, not what it leads to, and a missing path without a word', () => {
    const after = edit(tree({ '/real/f': '1', '/l': '-> /real' }), (draft) => {
      draft.remove('/l');
      draft.remove('/nope/x');
    });
    expect(paths(after)).toEqual(['/real', '/real/f']);
  });
});

describe('diff', () => {
  const before = tree({ '/a/f': '1', '/a/g': '2', '/b/f': '3', '/l': '-> a' });
  const kinds = (after: Snapshot) => diff(before, after).map((change) => `${change.kind} ${change.path}`);
  test('nothing differs from itself', () => {
    expect(diff(before, before)).toEqual([]);
    expect(
      diff(
        before,
        edit(before, () => {}),
      ),
    ).toEqual([]);
  });
  test('added, changed, removed', () => {
    const after = edit(before, (draft) => {
      draft.put('/a/f', file('9', later));
      draft.remove('/a/g');
      draft.makeDirectories('/c/d', () => directory(later));
      draft.put('/c/d/f', file('4', later));
    });
    expect(kinds(after)).toEqual(['modify /a/f', 'delete /a/g', 'add /c', 'add /c/d', 'add /c/d/f']);
  });
  test('a removed directory is one whiteout', () => {
    expect(kinds(edit(before, (draft) => draft.remove('/a')))).toEqual(['delete /a']);
  });
  test('a file over a directory and a directory over a file', () => {
    const after = edit(before, (draft) => {
      draft.remove('/a');
      draft.put('/a', file('now a file', later));
      draft.remove('/l');
      draft.put('/l', directory(later));
    });
    expect(kinds(after)).toEqual(['modify /a', 'modify /l']);
    expect(diff(before, after)[1]).toMatchObject({ opaque: true });
  });
  test('a directory made anew hides what nobody knew of it', () => {
    const base = tree({ '/lib/': '' });
    const dark = edit(base, (draft) =>
      draft.put('/lib', directory(here, { unlisted: 'part of the base image' })),
    );
    const anew = edit(dark, (draft) => {
      draft.remove('/lib');
      draft.put('/lib', directory(later));
    });
    expect(diff(dark, anew)).toMatchObject([{ path: '/lib', kind: 'modify', opaque: true }]);
    expect(anew.stat('/lib/x')).toMatchObject({ kind: 'absent' });
  });
  test('a mode or an owner is a change', () => {
    const after = edit(before, (draft) =>
      draft.update('/b/f', (entry) => ({ ...entry, mode: 0o755, provenance: later })),
    );
    expect(kinds(after)).toEqual(['modify /b/f']);
  });
});

test('ten thousand files in one directory, listed, compared and walked', () => {
  const empty = emptySnapshot(here);
  const many = edit(empty, (draft) => {
    draft.makeDirectories('/d', () => directory(here));
    for (let i = 0; i < 10_000; i++) draft.put(`/d/f${i}`, file(String(i)));
  });
  expect(many.list('/d')).toHaveLength(10_000);
  expect(diff(empty, many)).toHaveLength(10_001);
  const one = edit(many, (draft) => draft.put('/d/f5', file('changed', later)));
  expect(diff(many, one).map((change) => change.path)).toEqual(['/d/f5']);
  expect(paths(many)).toHaveLength(10_001);
});

test('a tree ten thousand directories deep is no trouble', () => {
  const deep = `/${Array.from({ length: 10_000 }, () => 'd').join('/')}`;
  const draft = emptySnapshot(here).edit();
  let at = '';
  for (let i = 0; i < 200; i++) {
    at += '/d';
    draft.put(at, directory(here));
  }
  const snapshot = draft.commit();
  expect(paths(snapshot)).toHaveLength(200);
  expect(snapshot.stat(deep)).toMatchObject({ kind: 'absent' });
});
