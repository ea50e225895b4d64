/** tar -c: what is packed is remembered with the archive, so that it can be unpacked in any later step. */
import type { Entry, FileContent, Inode, PackedMember } from '../../filesystem/types.ts';
import { Accounts } from '../support/accounts.ts';
import { inside, look, type Says } from '../support/look.ts';
import { modeChange } from '../support/mode-change.ts';
import type { ToolCall } from '../types.ts';
import { compress } from './compress.ts';
import { compressionFor, isExcluded, type TarOptions } from './tar-options.ts';
import { tarSize } from './tar-size.ts';

/** The archive that a call of tar packs; what is not there has been said. */
export async function pack(
  call: ToolCall,
  words: readonly string[],
  options: TarOptions,
  file: string,
  gnu: boolean,
  says: Says,
): Promise<FileContent> {
  const excluded = options.all('ex');
  const members: PackedMember[] = [];
  const inodes = new Map<Inode, string>();
  const change = settings(call, options);
  const add = (stored: string, path: string, entry: Entry): void => {
    const { inode } = entry.type === 'file' ? entry : {};
    const link = inode && inodes.get(inode);
    if (inode && link === undefined) inodes.set(inode, stored);
    members.push({ path: stored, entry: change(entry), ...(link === undefined ? {} : { link }) });
    if (options.has('v')) says.out.push(entry.type === 'directory' ? `${stored}/` : stored);
    if (entry.type === 'directory' && entry.unlisted !== undefined)
      call.estimated(`not all that is in ${path} is known`);
  };
  let stripped = false;
  for (const { folder, name } of places(call, words, options)) {
    const path = name.startsWith('/') ? name : inside(folder, name);
    const seen = look(call, path, { follow: false });
    if (seen.kind === 'absent') {
      says.error(
        gnu ? `tar: ${name}: Cannot stat: ${seen.reason}` : `tar: ${name}: ${seen.reason}`,
        gnu ? 2 : 1,
      );
      continue;
    }
    if (seen.kind === 'unknown') continue;
    if (name.startsWith('/') && !stripped && !options.has('P')) {
      stripped = true;
      says.note(
        gnu ? "tar: Removing leading `/' from member names" : "tar: removing leading '/' from member names",
      );
    }
    const stored = name.replace(options.has('P') ? /$^/ : /^\/+/, '').replace(/\/+$/, '') || '.';
    if (isExcluded(stored, excluded)) continue;
    add(stored, seen.path, seen.entry);
    if (seen.entry.type !== 'directory') continue;
    const below = seen.path === '/' ? '' : seen.path;
    for (const one of [...call.files.walk(seen.path)]) {
      const member = `${stored}${one.path.slice(below.length)}`;
      if (!isExcluded(member, excluded)) add(member, one.path, one.entry);
    }
  }
  const archive: FileContent = {
    size: tarSize(members),
    packed: { kind: 'archive', format: 'tar', members },
  };
  const by = compressionFor(options, file);
  return by === undefined ? archive : compress(archive, by);
}

/** What is to be packed, and from where: `-C` goes for all that stands behind it. */
function places(
  call: ToolCall,
  words: readonly string[],
  options: TarOptions,
): { readonly folder: string; readonly name: string }[] {
  const folders = options.all('C');
  if (folders.length < 2) {
    const folder = call.files.resolve(folders[0] ?? '.');
    return options.operands.map((name) => ({ folder, name }));
  }
  const out: { folder: string; name: string }[] = [];
  let folder = call.files.resolve('.');
  const operands = new Set(options.operands);
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] as string;
    if (word === '-C' || word === '--directory') folder = at_(call, folder, words[++at] ?? '.');
    else if (word.startsWith('--directory=')) folder = at_(call, folder, word.slice(12));
    else if (operands.has(word)) out.push({ folder, name: word });
  }
  return out;
}

function at_(call: ToolCall, folder: string, path: string): string {
  return path.startsWith('/') ? path : call.files.resolve(inside(folder, path));
}

/** --owner, --group and --mode. */
function settings(call: ToolCall, options: TarOptions): (entry: Entry) => Entry {
  const owner = options.values.get('ow');
  const group = options.values.get('gr');
  const mode = options.values.get('mode');
  if (owner === undefined && group === undefined && mode === undefined) return (entry) => entry;
  const accounts = new Accounts(call);
  const number = (text: string | undefined) => (text && /:?(\d+)$/.exec(text)?.[1]) ?? undefined;
  const uid = owner === undefined ? undefined : (accounts.user(owner)?.uid ?? number(owner));
  const gid = group === undefined ? undefined : (accounts.group(group)?.gid ?? number(group));
  const change = mode === undefined ? undefined : modeChange(mode);
  return (entry) => ({
    ...entry,
    ...(uid === undefined ? {} : { uid: Number(uid) }),
    ...(gid === undefined ? {} : { gid: Number(gid) }),
    ...(change && entry.type !== 'symlink'
      ? { mode: change(entry.mode, entry.type === 'directory') & 0o7777 }
      : {}),
  });
}
