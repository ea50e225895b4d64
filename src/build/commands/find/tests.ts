/** The words of an expression: `-name`, `-type`, `-perm` and the others. */
import { parseGroup, parsePasswd } from '../../users.ts';
import { textOf } from '../support/accounts.ts';
import { changeMode } from '../support/find-mode.ts';
import { look } from '../support/look.ts';
import { globPattern } from '../support/name-pattern.ts';
import type { Entry, ToolCall } from '../types.ts';
import { execFor, removeFound } from './actions.ts';
import type { Search } from './search.ts';
import { type Test, Wrong } from './types.ts';

/** Reads the next word of the expression, with its value. */
export function primary(search: Search): Test {
  const word = search.words[search.at++] as string;
  switch (word) {
    case '-name':
    case '-iname': {
      const match = globPattern(search.value(word), word === '-iname');
      return ({ shown }) => match(shown === '/' ? '/' : shown.replace(/\/+$/, '').replace(/^.*\//, ''));
    }
    case '-path':
    case '-wholename':
    case '-ipath': {
      const match = globPattern(search.value(word), word === '-ipath');
      return ({ shown }) => match(shown);
    }
    case '-type': {
      const types = search.value(word).split(',');
      return ({ entry }) =>
        types.includes({ file: 'f', directory: 'd', symlink: 'l', unknown: 'f' }[entry.type]);
    }
    case '-user':
    case '-group':
    case '-uid':
    case '-gid':
      return ofOwner(search, word, search.value(word));
    case '-nouser':
    case '-nogroup': {
      const ids = idsOf(search, word === '-nouser' ? 'user' : 'group');
      return ({ entry }) => ![...ids.values()].includes(word === '-nouser' ? entry.uid : entry.gid);
    }
    case '-perm':
      return withMode(search, search.value(word));
    case '-size':
      return ofSize(search, search.value(word));
    case '-empty':
      return ({ entry, path }) =>
        entry.type === 'directory'
          ? search.call.files.list(path).length === 0
          : entry.type === 'file' && bytesOf(search, entry) === 0;
    case '-executable':
      return ({ path }) =>
        search.call.files.exists(path) && (search.call.user.uid !== 0 || isExecutable(search.call, path));
    case '-maxdepth':
      search.maxDepth = Number(search.value(word));
      return () => true;
    case '-mindepth':
      search.minDepth = Number(search.value(word));
      return () => true;
    case '-depth':
    case '-d':
      search.depthFirst = true;
      return () => true;
    case '-xdev':
    case '-mount':
    case '-noleaf':
    case '-daystart':
    case '-follow':
    case '-ignore_readdir_race':
    case '-true':
      return () => true;
    case '-false':
      return () => false;
    case '-prune':
      return () => {
        search.pruned = true;
        return true;
      };
    case '-quit':
      search.acts = true;
      search.call.unknown('find -quit is not followed');
      return () => true;
    case '-print':
    case '-print0':
      search.acts = true;
      return ({ shown }) => {
        search.stdout += shown + (word === '-print' ? '\n' : '\0');
        return true;
      };
    case '-delete':
      search.acts = true;
      search.depthFirst = true;
      return (one) => removeFound(search, one);
    case '-exec':
    case '-execdir':
    case '-ok':
      return execFor(search, word);
    case '-newer':
    case '-anewer':
    case '-cnewer':
      return newer(search, word, search.value(word));
    case '-mtime':
    case '-mmin':
    case '-atime':
    case '-amin':
    case '-ctime':
    case '-cmin':
    case '-newermt':
    case '-regex':
    case '-iregex':
    case '-regextype':
    case '-links':
    case '-inum':
    case '-samefile':
    case '-printf':
    case '-fprintf':
    case '-ls':
    case '-lname':
      search.value(word);
      search.call.unknown(`find ${word} is not followed`);
      if (word === '-printf' || word === '-fprintf' || word === '-ls') search.acts = true;
      return () => false;
    default:
      throw new Wrong(search.unknownWord(word));
  }
}

function bytesOf(search: Search, entry: Extract<Entry, { type: 'file' }>): number {
  if (entry.size.certainty !== 'known')
    search.call.unknown('the size of a file that find asks for is not known');
  return entry.size.bytes;
}

function idsOf(search: Search, kind: 'user' | 'group'): Map<string, number> {
  if (kind === 'user')
    return new Map(
      parsePasswd(textOf(search.call.files, '/etc/passwd') ?? '').map(({ name, uid }) => [name, uid]),
    );
  return new Map(
    parseGroup(textOf(search.call.files, '/etc/group') ?? '').map(({ name, gid }) => [name, gid]),
  );
}

function ofOwner(search: Search, word: string, value: string): Test {
  const kind = word === '-user' || word === '-uid' ? 'user' : 'group';
  const named = word === '-user' || word === '-group' ? idsOf(search, kind).get(value) : undefined;
  const id = named ?? (/^\d+$/.test(value) ? Number(value) : undefined);
  if (id === undefined) {
    throw new Wrong(
      search.gnu
        ? kind === 'user'
          ? `find: '${value}' is not the name of a known user`
          : `find: '${value}' is not the name of an existing group`
        : `find: unknown ${kind} ${value}`,
    );
  }
  return ({ entry }) => (kind === 'user' ? entry.uid : entry.gid) === id;
}

function withMode(search: Search, value: string): Test {
  const how = /^[-/+]/.exec(value)?.[0] ?? '';
  const wanted = changeMode(how === '' ? value : value.slice(1));
  if (wanted === undefined)
    throw new Wrong(search.gnu ? `find: invalid mode '${value}'` : `find: invalid mode '${value}'`);
  return ({ entry }) => {
    const mode = entry.mode & 0o7777;
    if (how === '-') return (mode & wanted) === wanted;
    if (how === '') return mode === wanted;
    return wanted === 0 || (mode & wanted) !== 0;
  };
}

function ofSize(search: Search, value: string): Test {
  const match = /^([-+]?)(\d+)([bcwkMG]?)$/.exec(value);
  if (!match)
    throw new Wrong(
      search.gnu ? `find: Invalid argument \`${value}' to -size` : `find: invalid number '${value}'`,
    );
  const unit = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[3] ?? ''] ?? 512;
  const wanted = Number(match[2]);
  return ({ entry }) => {
    if (entry.type !== 'file') return false;
    const bytes = bytesOf(search, entry);
    // GNU counts units that are begun; BusyBox compares bytes.
    const units = search.gnu ? Math.ceil(bytes / unit) : bytes / unit;
    return match[1] === '+' ? units > wanted : match[1] === '-' ? units < wanted : units === wanted;
  };
}

/** Times are not followed; a file to compare with that is not there is an error. */
function newer(search: Search, word: string, path: string): Test {
  const seen = look(search.call, path);
  if (seen.kind === 'absent')
    throw new Wrong(search.gnu ? `find: '${path}': ${seen.reason}` : `find: ${path}: ${seen.reason}`);
  search.call.unknown(`find ${word} is not followed`);
  return () => false;
}

function isExecutable(call: ToolCall, path: string): boolean {
  const found = call.files.stat(path);
  return found.kind === 'found' && (found.entry.mode & 0o111) !== 0;
}
