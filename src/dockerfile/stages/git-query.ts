import { quote } from '../go-text.ts';
import { parseBool } from '../instructions/go-values.ts';

/** Keys that take one value, and keys that are switches: `ADD https://host/repo.git?branch=main&subdir=docs`. */
const VALUES = new Set(['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit']);
const SWITCHES = new Set(['keep-git-dir', 'submodules']);

/** What is wrong with the query of a git source, in the words of BuildKit 0.25; undefined where nothing is. */
export function checkGitQuery(source: string): string | undefined {
  const mark = source.indexOf('?');
  if (mark === -1) return undefined;
  const hash = source.indexOf('#');
  if (hash !== -1 && hash < mark) return undefined;
  const query = source.slice(mark + 1, hash === -1 ? undefined : hash);
  const fragment = hash === -1 ? '' : source.slice(hash + 1);
  const asked = pairs(query);
  for (const [key, values] of asked) {
    const problem = checkKey(key, values);
    if (problem !== undefined) return problem;
  }
  return conflicts(asked, fragment);
}

/** Parts that Go cannot read are left out, as BuildKit leaves them out. */
function pairs(query: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const part of query.split('&')) {
    if (part === '' || part.includes(';')) continue;
    const equals = part.indexOf('=');
    const key = decoded(equals === -1 ? part : part.slice(0, equals));
    const value = decoded(equals === -1 ? '' : part.slice(equals + 1));
    if (key === undefined || value === undefined) continue;
    const values = found.get(key);
    if (values === undefined) found.set(key, [value]);
    else values.push(value);
  }
  return found;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function checkKey(key: string, [value = '', ...more]: readonly string[]): string | undefined {
  if (VALUES.has(key) && value === '' && more.length === 0) return `query ${quote(key)} has no value`;
  if (more.length > 0) return `query ${quote(key)} has multiple values`;
  if (SWITCHES.has(key)) {
    return value === '' || parseBool(value) !== undefined
      ? undefined
      : `invalid ${key} value: ${quote(value)}`;
  }
  return VALUES.has(key) ? undefined : `unexpected query ${quote(key)}`;
}

/** Several ways to name one commit, or one folder, must agree. */
function conflicts(asked: ReadonlyMap<string, readonly string[]>, fragment: string): string | undefined {
  const colon = fragment.indexOf(':');
  let ref = colon === -1 ? fragment : fragment.slice(0, colon);
  const subdir = colon === -1 ? '' : fragment.slice(colon + 1);
  const named = [
    ['ref', ''],
    ['tag', 'refs/tags/'],
    ['branch', 'refs/heads/'],
  ] as const;
  for (const [key, prefix] of named) {
    const value = asked.get(key)?.[0];
    if (value === undefined) continue;
    if (key === 'branch' && asked.has('tag')) return 'branch conflicts with tag';
    const full = value.startsWith(prefix) ? value : prefix + value;
    if (ref !== '' && ref !== full) return `ref conflicts: ${quote(ref)} vs ${quote(full)}`;
    ref = full;
  }
  const folder = asked.get('subdir')?.[0];
  if (folder !== undefined && subdir !== '' && subdir !== folder)
    return `subdir conflicts: ${quote(subdir)} vs ${quote(folder)}`;
  return undefined;
}
