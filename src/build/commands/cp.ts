/** cp of coreutils 9 and BusyBox: owners, modes, links and directories as they leave them. */
import type { Inode } from '../filesystem/types.ts';
import { realPath } from './support/copy-tree.ts';
import { type Flavour, flavourOf, optionError } from './support/flavour.ts';
import { inside, reasonOf, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { sourceAt, targets } from './support/targets.ts';
import { defineTool, type ToolCall, type ToolResult } from './types.ts';

interface How {
  readonly recursive: boolean;
  readonly preserve: boolean;
  readonly follow: boolean;
  readonly noClobber: boolean;
  readonly hardLink: boolean;
  readonly symbolic: boolean;
  /** Hard links among the sources stay hard links: with -a and -d, and in BusyBox with -r. */
  readonly linked: boolean;
  readonly flavour: Flavour;
  readonly says: Says;
  /** What hard links among the sources become: the first copy of each. */
  readonly copies: Map<Inode, string>;
}

const LONG = {
  archive: 'a',
  recursive: 'R',
  force: 'f',
  interactive: 'i',
  'no-clobber': 'n',
  update: 'u',
  verbose: 'v',
  'no-target-directory': 'T',
  'target-directory': 't',
  link: 'l',
  'symbolic-link': 's',
  dereference: 'L',
  'no-dereference': 'P',
  parents: 'parents',
  preserve: 'preserve',
  'no-preserve': 'no-preserve',
  reflink: 'reflink',
  sparse: 'sparse',
  'remove-destination': 'rd',
  'strip-trailing-slashes': 'sts',
};

export const cp = defineTool({
  names: ['cp'],
  origin: 'system',
  run(call) {
    const flavour = flavourOf(call);
    const words = call.args.map((word) => word.replace(/^--(preserve|update|reflink|backup)=.*$/, '--$1'));
    const options = readOptions(words, {
      short: 'arRpdPLHfinuvTt:lsxbZ',
      long: LONG,
      withValue: ['no-preserve', 'sparse'],
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    const pairs = targets(call, options, flavour);
    if (!Array.isArray(pairs)) return pairs as ToolResult;
    const archive = options.has('a');
    const recursive = archive || options.has('r') || options.has('R');
    const says = new Says();
    const how: How = {
      recursive,
      preserve: archive || options.has('p') || options.has('preserve'),
      follow: options.has('L') || !(recursive || options.has('d') || options.has('P')),
      noClobber: options.has('n'),
      hardLink: options.has('l'),
      symbolic: options.has('s'),
      linked: archive || options.has('d') || (recursive && flavour === 'busybox'),
      flavour,
      says,
      copies: new Map(),
    };
    for (const [from, to] of pairs as readonly (readonly [string, string])[]) {
      if (options.has('parents')) {
        const base = options.values.get('t') ?? options.operands.at(-1) ?? '.';
        const place = inside(base, from.replace(/^\/+/, ''));
        call.files.makeDirectories(place.slice(0, place.lastIndexOf('/')) || '.');
        copy(call, from, place, how);
      } else copy(call, from, to, how);
    }
    return says.result();
  },
});

function copy(call: ToolCall, from: string, to: string, how: How): void {
  const { flavour, says } = how;
  const gnu = flavour === 'gnu';
  const follow = how.follow || from.endsWith('/');
  if (from === '/dev/null') {
    call.files.write(to, '');
    return;
  }
  const seen = sourceAt(call, from, to, { flavour, says, follow, busybox: 'stat' });
  if (!seen) return;
  if (seen.entry.type === 'directory') {
    if (!how.recursive)
      says.error(
        gnu ? `cp: -r not specified; omitting directory '${from}'` : `cp: omitting directory '${from}'`,
      );
    else copyDirectory(call, from, to, how);
    return;
  }
  const there = call.files.lstat(to);
  if (there.kind === 'found') {
    if (how.noClobber) return;
    if (there.path === seen.path || call.files.stat(to).path === seen.path) {
      says.error(`cp: '${from}' and '${to}' are the same file`);
      return;
    }
  }
  if (to.endsWith('/')) {
    says.error(
      gnu
        ? `cp: cannot create regular file '${to}': Not a directory`
        : `cp: can't create '${to}': Is a directory`,
    );
    return;
  }
  try {
    if (how.symbolic) {
      if (there.kind === 'found') call.files.remove(to);
      call.files.symlink(from, to);
      return;
    }
    const old = there.kind === 'found' && there.entry.type === 'file' ? there.entry : undefined;
    const source = seen.entry;
    const inode = source.type === 'file' ? source.inode : undefined;
    const keeps = how.linked && inode !== undefined && call.files.names(seen.path) > 1;
    const copy = inode && how.copies.get(inode);
    if (how.hardLink || (keeps && copy !== undefined)) {
      if (there.kind === 'found') call.files.remove(to);
      call.files.link(how.hardLink ? seen.path : (copy ?? from), to);
      return;
    }
    call.files.copyFile(from, to, { follow: how.follow, preserve: how.preserve });
    if (keeps) how.copies.set(inode, call.files.resolve(to));
    if (old && !how.preserve) restore(call, to, old);
    if (how.preserve && seen.entry.type === 'symlink' && call.user.uid === 0) {
      const { uid, gid } = seen.entry;
      call.files.update(to, (entry) => ({ ...entry, uid, gid }), { follow: false });
    }
  } catch (error) {
    const reason = reasonOf(error);
    const readable = call.files.stat(to).kind !== 'found' || reason !== 'Permission denied';
    says.error(
      gnu
        ? readable
          ? `cp: cannot create regular file '${to}': ${reason}`
          : `cp: cannot open '${from}' for reading: ${reason}`
        : readable
          ? `cp: can't create '${to}': ${reason}`
          : `cp: can't open '${from}': ${reason}`,
    );
  }
}

/** A file that was there keeps its mode and owner: it is written into, not replaced. */
function restore(call: ToolCall, to: string, old: { mode: number; uid: number; gid: number }): void {
  const { mode, uid, gid } = old;
  if (call.user.uid !== 0 && call.user.uid !== uid) return;
  call.files.update(to, (entry) => ({ ...entry, mode, uid, gid }));
}

function copyDirectory(call: ToolCall, from: string, to: string, how: How): void {
  const { says, flavour } = how;
  const source = realPath(call, from);
  const target = call.files.resolve(to);
  if (`${realPath(call, to)}/`.startsWith(`${source}/`) && source !== '/') {
    says.error(
      flavour === 'gnu'
        ? `cp: cannot copy a directory, '${from}', into itself, '${to}'`
        : `cp: recursion detected, omitting directory '${to}'`,
    );
    return;
  }
  const list = [...call.files.walk(source)];
  try {
    const there = call.files.stat(to);
    const top = call.files.stat(source);
    if (there.kind === 'found' && there.entry.type !== 'directory') {
      says.error(
        flavour === 'gnu'
          ? `cp: cannot overwrite non-directory '${to}' with directory '${from}'`
          : `cp: target '${to}' is not a directory`,
      );
      return;
    }
    if (there.kind !== 'found' && top.kind === 'found') {
      call.files.makeDirectory(to, {
        mode: top.entry.mode & (how.preserve ? 0o7777 : 0o755),
        ...(how.preserve && call.user.uid === 0 ? { uid: top.entry.uid, gid: top.entry.gid } : {}),
      });
    } else if (how.preserve && top.kind === 'found' && call.user.uid === 0) {
      const { mode, uid, gid } = top.entry;
      call.files.update(to, (entry) => ({ ...entry, mode, uid, gid }));
    }
    if (top.kind === 'found' && top.entry.type === 'directory' && top.entry.unlisted !== undefined) {
      call.files.markUnlisted(to, top.entry.unlisted);
    }
  } catch (error) {
    says.error(
      flavour === 'gnu'
        ? `cp: cannot create directory '${to}': ${reasonOf(error)}`
        : `cp: can't create directory '${to}': ${reasonOf(error)}`,
    );
    return;
  }
  for (const { path, entry } of list) {
    const place = target + path.slice(source === '/' ? 0 : source.length);
    if (entry.type !== 'directory') {
      copy(call, path, place, how);
      continue;
    }
    try {
      if (!call.files.isDirectory(place)) {
        const owner = how.preserve && call.user.uid === 0 ? { uid: entry.uid, gid: entry.gid } : {};
        call.files.makeDirectory(place, { mode: entry.mode & (how.preserve ? 0o7777 : 0o755), ...owner });
      }
      if (entry.unlisted !== undefined) call.files.markUnlisted(place, entry.unlisted);
    } catch (error) {
      says.error(`cp: can't create directory '${place}': ${reasonOf(error)}`);
      return;
    }
  }
}
