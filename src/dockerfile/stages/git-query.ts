import { quote } from '../go-text.ts';
import { parseBool } from '../instructions/go-values.ts';

/** What is wrong with the query of a git source of ADD, in the words of BuildKit 0.25; undefined where nothing is. */
export function checkGitQuery(source: string): string | undefined {
  const [address = '', fragment = ''] = source.split(/#(.*)/s, 2);
  let [, query] = address.split(/\?(.*)/s, 2);
  if (query === undefined) return undefined;
  // Parts that Go cannot read are left out.
  query = query.replaceAll(/[^&]*(?:;|%(?![\da-f]{2}))[^&]*/gi, '');
  const asked = new URLSearchParams(query);
  for (const key of asked.keys()) {
    const [value = '', ...more] = asked.getAll(key);
    if (more.length > 0) return `query ${quote(key)} has multiple values`;
    if (/^(ref|tag|branch|subdir|checksum|commit)$/.test(key)) {
      if (value === '') return `query ${quote(key)} has no value`;
    } else if (!/^(keep-git-dir|submodules)$/.test(key)) return `unexpected query ${quote(key)}`;
    else if (value !== '' && parseBool(value) === undefined) return `invalid ${key} value: ${quote(value)}`;
  }
  if (asked.has('tag') && asked.has('branch')) return 'branch conflicts with tag';
  let [ref = '', subdir = ''] = fragment.split(/:(.*)/s, 2);
  // Several ways to name one commit, or one folder, must agree.
  const conflict = (what: string, one: string, other: string) =>
    one && one !== other ? `${what} conflicts: ${quote(one)} vs ${quote(other)}` : undefined;
  for (const [key, prefix] of [
    ['ref', ''],
    ['tag', 'refs/tags/'],
    ['branch', 'refs/heads/'],
  ] as const) {
    const value = asked.get(key);
    if (value === null) continue;
    const full = value.startsWith(prefix) ? value : prefix + value;
    const problem = conflict('ref', ref, full);
    if (problem !== undefined) return problem;
    ref = full;
  }
  const folder = asked.get('subdir');
  return folder === null ? undefined : conflict('subdir', subdir, folder);
}
