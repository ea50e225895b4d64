/** tar -x and tar -t. */
import { contentOf } from '../../filesystem/content.ts';
import type { FileContent, PackedMember } from '../../filesystem/types.ts';
import { input, output } from '../support/input.ts';
import { inside, look, reasonOf, type Says } from '../support/look.ts';
import type { ToolCall, ToolOutput } from '../types.ts';
import { compressionOf } from './compress.ts';
import { openTar } from './open.ts';
import { compressionFor, helperOf, isExcluded, type TarOptions } from './tar-options.ts';

export const UNKNOWN_ARCHIVE = 'what the archive holds is not known';

/** The members of the archive that a call names; undefined where there are none to unpack (it has been said). */
export async function opened(
  call: ToolCall,
  options: TarOptions,
  file: string,
  gnu: boolean,
  says: Says,
): Promise<readonly PackedMember[] | 'unknown' | undefined> {
  const fail = gnu ? 2 : 1;
  const read = input(call, file);
  if (read.kind === 'unknown') return 'unknown';
  if (read.kind === 'failed') {
    says.error(
      gnu
        ? `tar: ${file}: Cannot ${read.isDirectory ? 'read' : 'open'}: ${read.reason}\ntar: Error is not recoverable: exiting now`
        : read.isDirectory
          ? 'tar: read error: Is a directory'
          : `tar: can't open '${file}': ${read.reason}`,
      fail,
    );
    return undefined;
  }
  const { content } = read;
  const helper = gnu ? (helperOf(options, file) ?? helperByContent(content)) : undefined;
  if (helper !== undefined && call.which(helper) === undefined) {
    says.error(
      `tar (child): ${helper}: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now`,
      2,
    );
    return undefined;
  }
  const asked = options.has('z') || options.has('J') || options.has('j') || options.has('zst');
  const archive = await openTar(
    content,
    { kind: 'step' },
    asked ? true : file === '-' && gnu ? false : undefined,
  );
  if (archive.kind === 'members') return archive.members;
  if (archive.kind === 'unknown') return 'unknown';
  const short = content.size.bytes < 512;
  if (archive.kind === 'not-compressed') {
    const name = compressionFor(options, file) ?? 'gzip';
    says.error(
      gnu
        ? `\n${name}: stdin: not in ${name} format\ntar: Child returned status 1\ntar: Error is not recoverable: exiting now`
        : 'tar: invalid magic\ntar: short read',
      fail,
    );
  } else {
    says.error(
      gnu
        ? 'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors'
        : short
          ? 'tar: short read'
          : 'tar: invalid tar magic',
      fail,
    );
  }
  return undefined;
}

function helperByContent(content: FileContent): string | undefined {
  const by = compressionOf(content);
  return by === 'gzip' ? undefined : by;
}

/** Members that the call asks for, with their paths where they are to stand. */
function wanted(
  members: readonly PackedMember[],
  options: TarOptions,
): { readonly member: PackedMember; readonly path: string }[] {
  const strip = Number(options.values.get('strip') ?? 0);
  const names = options.operands.map(plainName);
  const excluded = options.all('ex');
  return members.flatMap((member) => {
    const name = plainName(member.path);
    if (names.length > 0 && !names.some((one) => name === one || name.startsWith(`${one}/`))) return [];
    if (isExcluded(name, excluded)) return [];
    const parts = name.split('/').filter((part) => part !== '' && part !== '.');
    if (parts.includes('..')) return [];
    if (strip > 0 && parts.length <= strip) return [];
    return [{ member, path: parts.slice(strip).join('/') }];
  });
}

function plainName(path: string): string {
  return path.replace(/^(\.?\/+)+/, '').replace(/\/+$/, '');
}

/** Says which members that were asked for are not in the archive. */
function missing(members: readonly PackedMember[], options: TarOptions, gnu: boolean, says: Says): void {
  for (const written of options.operands) {
    const one = plainName(written);
    const there = members.some(({ path }) => {
      const name = plainName(path);
      return name === one || name.startsWith(`${one}/`) || one === '.' || one === '';
    });
    if (!there)
      says.error(
        gnu ? `tar: ${written}: Not found in archive` : `tar: ${written}: not found in archive`,
        gnu ? 2 : 1,
      );
  }
}

/** `tar -t`. */
export function list(members: readonly PackedMember[], options: TarOptions, gnu: boolean, says: Says): void {
  for (const { member } of wanted(members, options)) {
    says.out.push(member.entry.type === 'directory' ? `${member.path}/`.replace('//', '/') : member.path);
  }
  missing(members, options, gnu, says);
}

/** `tar -x`; with -O the content goes to stdout. */
export function extract(
  call: ToolCall,
  members: readonly PackedMember[],
  options: TarOptions,
  gnu: boolean,
  says: Says,
): ToolOutput | undefined {
  const folder = options.all('C').reduce((at, one) => (one.startsWith('/') ? one : inside(at, one)), '.');
  const list = wanted(members, options);
  missing(members, options, gnu, says);
  if (options.has('O')) {
    const files = list.filter(({ member }) => member.entry.type === 'file');
    const [only] = files;
    if (files.length === 1 && only?.member.entry.type === 'file') return output(call, only.member.entry);
    const texts = files.map(({ member }) =>
      member.entry.type === 'file' && typeof member.entry.content === 'string'
        ? member.entry.content
        : undefined,
    );
    if (texts.includes(undefined)) call.unknown('what tar puts out is not known');
    return { stdout: texts.join('') };
  }
  for (const { member, path } of list) {
    try {
      put(call, folder, member, path, options);
    } catch (error) {
      const reason = reasonOf(error);
      says.error(
        gnu ? `tar: ${member.path}: Cannot open: ${reason}` : `tar: can't open '${member.path}': ${reason}`,
        gnu ? 2 : 1,
      );
      if (!gnu) return undefined;
      continue;
    }
    if (options.has('v')) says.out.push(member.entry.type === 'directory' ? `${member.path}/` : member.path);
  }
  if (gnu && says.exitCode !== 0) says.error('tar: Exiting with failure status due to previous errors', 2);
  return undefined;
}

function put(call: ToolCall, folder: string, member: PackedMember, path: string, options: TarOptions): void {
  const { files } = call;
  const { entry } = member;
  const root = call.user.uid === 0;
  const owner = root && !options.has('o') ? { uid: entry.uid, gid: entry.gid } : {};
  // Others than root get no more than the umask leaves, and no setuid.
  const mode = (root || options.has('p')) && !options.has('nsp') ? entry.mode : entry.mode & 0o755;
  const place = path === '' ? folder : inside(folder, path);
  const parent = place.slice(0, place.lastIndexOf('/'));
  if (parent !== '' && !files.exists(parent)) files.makeDirectories(parent);
  const there = files.lstat(place);
  if (entry.type === 'directory') {
    if (there.kind === 'found' && there.entry.type !== 'directory') {
      const behind = files.stat(place);
      if (behind.kind !== 'found' || behind.entry.type !== 'directory') files.remove(place);
    }
    if (!files.isDirectory(place)) files.makeDirectory(place);
    const { unlisted } = entry;
    if (unlisted !== undefined) files.markUnlisted(place, unlisted);
    if (files.resolve(place) === '/') return;
    try {
      files.update(place, (old) => ({ ...old, ...owner, mode }));
    } catch (error) {
      // The directory in which others unpack may belong to root: tar only warns.
      if (path !== '') throw error;
    }
    return;
  }
  if (there.kind === 'found') {
    if (options.has('k')) return;
    files.remove(place);
  }
  if (member.link !== undefined) {
    files.link(inside(folder, stripped(member.link, options)), place);
    return;
  }
  if (entry.type === 'symlink') {
    files.symlink(entry.target, place);
    if (root) files.update(place, (old) => ({ ...old, ...owner }), { follow: false });
    return;
  }
  if (entry.type === 'unknown') files.writeUnknown(place, entry.why);
  else {
    files.writeOpaque(place, contentOf(entry), { mode, ...owner });
  }
}

function stripped(link: string, options: TarOptions): string {
  const parts = plainName(link)
    .split('/')
    .filter((part) => part !== '.');
  return parts.slice(Number(options.values.get('strip') ?? 0)).join('/');
}

/** Whether the directory of -C is there; where it is not, tar says so and ends. */
export function folderFails(call: ToolCall, options: TarOptions, gnu: boolean, says: Says): boolean {
  const folder = options.values.get('C');
  if (folder === undefined) return false;
  const seen = look(call, folder);
  const reason =
    seen.kind === 'absent'
      ? seen.reason
      : seen.kind === 'found' && seen.entry.type !== 'directory'
        ? 'Not a directory'
        : undefined;
  if (reason === undefined) return false;
  says.error(
    gnu
      ? `tar: ${folder}: Cannot open: ${reason}\ntar: Error is not recoverable: exiting now`
      : `tar: can't change directory to '${folder}': ${reason}`,
    gnu ? 2 : 1,
  );
  return true;
}
