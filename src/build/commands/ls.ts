/** ls of coreutils 9 and BusyBox, as it prints into a pipe: one name a line. */
import { type GroupEntry, type PasswdEntry, parseGroup, parsePasswd } from '../users.ts';
import { textOf } from './support/accounts.ts';
import { type Flavour, flavourOf, optionError } from './support/flavour.ts';
import { inside, look, Says } from './support/look.ts';
import { type Options, readOptions } from './support/options.ts';
import { defineTool, type Entry, type ToolCall } from './types.ts';

const KINDS: Readonly<Record<Entry['type'], string>> = {
  directory: 'd',
  file: '-',
  symlink: 'l',
  unknown: '-',
};
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
/** What a directory takes on ext4 and overlayfs while it is small. */
const DIRECTORY_BYTES = 4096;

/** `drwxr-xr-x`. */
export function modeText(entry: Entry): string {
  const letters = [...'rwxrwxrwx'].map((letter, at) => ((entry.mode >> (8 - at)) & 1 ? letter : '-'));
  const special = (bit: number, at: number, letter: string) => {
    if (entry.mode & bit) letters[at] = letters[at] === 'x' ? letter : letter.toUpperCase();
  };
  special(0o4000, 2, 's');
  special(0o2000, 5, 's');
  special(0o1000, 8, 't');
  return KINDS[entry.type] + letters.join('');
}

/** Size in bytes as stat(2) gives it. */
export function sizeOfEntry(entry: Entry): number {
  if (entry.type === 'file') return entry.size.bytes;
  return entry.type === 'symlink' ? entry.target.length : DIRECTORY_BYTES;
}

/** Names of owners by number. */
export class Names {
  private readonly users: readonly PasswdEntry[];
  private readonly groups: readonly GroupEntry[];

  constructor(call: ToolCall) {
    this.users = parsePasswd(textOf(call.files, '/etc/passwd') ?? '');
    this.groups = parseGroup(textOf(call.files, '/etc/group') ?? '');
  }

  user(uid: number): string {
    return this.users.find((one) => one.uid === uid)?.name ?? String(uid);
  }

  group(gid: number): string {
    return this.groups.find((one) => one.gid === gid)?.name ?? String(gid);
  }
}

interface Row {
  readonly name: string;
  readonly path: string;
  readonly entry: Entry;
}

export const ls = defineTool({
  names: ['ls', 'dir', 'vdir'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'laA1dRhFtrSsinpLHgokcuCxmXQUZ',
      long: {
        all: 'a',
        'almost-all': 'A',
        directory: 'd',
        recursive: 'R',
        'human-readable': 'h',
        color: 'color',
        'time-style': 'ts',
        'full-time': 'l',
        classify: 'F',
        size: 's',
        inode: 'i',
        reverse: 'r',
        'numeric-uid-gid': 'n',
        'group-directories-first': 'gdf',
      },
      withValue: ['ts'],
    });
    const wrong = optionError(call, options, flavour, 2);
    if (wrong) return wrong;
    const says = new Says();
    const names = new Names(call);
    const files: Row[] = [];
    const directories: Row[] = [];
    const paths = options.operands.length === 0 ? ['.'] : [...options.operands].sort();
    for (const path of paths) {
      const seen = look(call, path, {
        follow: !(options.has('l') && !path.endsWith('/')) && !options.has('d'),
      });
      if (seen.kind === 'absent') {
        says.error(
          flavour === 'gnu' ? `ls: cannot access '${path}': ${seen.reason}` : `ls: ${path}: ${seen.reason}`,
          flavour === 'gnu' ? 2 : 1,
        );
        continue;
      }
      if (seen.kind === 'unknown') continue;
      const row = { name: path, path: seen.path, entry: seen.entry };
      if (seen.entry.type === 'directory' && !options.has('d')) directories.push(row);
      else files.push(row);
    }
    print(call, says, files, options, flavour, names);
    const titled = paths.length > 1 || options.has('R');
    for (let at = 0; at < directories.length && at < 10_000; at += 1) {
      const row = directories[at];
      if (!row) break;
      if (titled) {
        if (says.out.length > 0) says.out.push('');
        says.out.push(`${row.name}:`);
      }
      if (row.entry.type === 'directory' && row.entry.unlisted !== undefined) {
        call.unknown(`what is in ${row.path} is not known: ${row.entry.unlisted}`);
      }
      const hidden = options.has('a') || options.has('A');
      const inner: Row[] = [];
      if (options.has('a'))
        for (const dot of ['.', '..']) inner.push({ name: dot, path: row.path, entry: row.entry });
      for (const name of call.files.list(row.path)) {
        if (!hidden && name.startsWith('.')) continue;
        const found = call.files.lstat(inside(row.path, name));
        if (found.kind === 'found') inner.push({ name, path: found.path, entry: found.entry });
      }
      if (options.has('r')) inner.reverse();
      if (options.has('S')) inner.sort((one, other) => sizeOfEntry(other.entry) - sizeOfEntry(one.entry));
      if (isLong(options))
        says.out.push(
          `total ${inner.reduce((sum, one) => sum + Math.ceil(sizeOfEntry(one.entry) / 4096) * 4, 0)}`,
        );
      print(call, says, inner, options, flavour, names);
      if (options.has('R')) {
        const below = inner.filter(
          ({ name, entry }) => entry.type === 'directory' && name !== '.' && name !== '..',
        );
        directories.splice(at + 1, 0, ...below.map((one) => ({ ...one, name: inside(row.name, one.name) })));
      }
    }
    return says.result();
  },
});

function isLong(options: Options): boolean {
  return options.has('l') || options.has('n') || options.has('g') || options.has('o');
}

function print(
  call: ToolCall,
  says: Says,
  rows: readonly Row[],
  options: Options,
  flavour: Flavour,
  names: Names,
): void {
  const shown = rows.map((row) => ({ row, name: row.name + suffix(row.entry, options) }));
  if (!isLong(options)) {
    for (const { name } of shown) says.out.push(name);
    return;
  }
  const cells = shown.map(({ row, name }) => {
    const { entry } = row;
    const numeric = options.has('n');
    const size = sizeOfEntry(entry);
    const children = entry.type === 'directory' ? call.files.list(row.path) : [];
    const links =
      entry.type === 'directory'
        ? 2 + children.filter((one) => call.files.isDirectory(inside(row.path, one))).length
        : 1;
    const arrow = entry.type === 'symlink' ? ` -> ${entry.target}` : '';
    return {
      mode: modeText(entry),
      links: String(links),
      user: numeric ? String(entry.uid) : names.user(entry.uid),
      group: numeric ? String(entry.gid) : names.group(entry.gid),
      size: options.has('h') ? human(size) : String(size),
      date: dateText(entry.mtime ?? Date.now()),
      name: name + arrow,
    };
  });
  const width = (key: 'links' | 'user' | 'group' | 'size') =>
    Math.max(0, ...cells.map((cell) => cell[key].length));
  const busybox = flavour === 'busybox';
  for (const cell of cells) {
    says.out.push(
      busybox
        ? `${cell.mode}${cell.links.padStart(5)} ${cell.user.padEnd(8)} ${cell.group.padEnd(8)} ${cell.size.padStart(9)} ${cell.date} ${cell.name}`
        : `${cell.mode} ${cell.links.padStart(width('links'))} ${cell.user.padEnd(width('user'))} ${cell.group.padEnd(width('group'))} ${cell.size.padStart(width('size'))} ${cell.date} ${cell.name}`,
    );
  }
}

function suffix(entry: Entry, options: Options): string {
  if (options.has('p') && entry.type === 'directory') return '/';
  if (!options.has('F')) return '';
  if (entry.type === 'directory') return '/';
  if (entry.type === 'symlink') return isLong(options) ? '' : '@';
  return (entry.mode & 0o111) !== 0 ? '*' : '';
}

function dateText(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${MONTHS[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
}

/** `4.0K`, `12M`. */
export function human(bytes: number): string {
  if (bytes < 1024) return String(bytes);
  let value = bytes;
  let unit = -1;
  while (value >= 1024 && unit < 4) {
    value /= 1024;
    unit += 1;
  }
  const rounded = value < 10 ? (Math.ceil(value * 10) / 10).toFixed(1) : String(Math.ceil(value));
  return `${rounded}${'KMGTP'[unit]}`;
}
