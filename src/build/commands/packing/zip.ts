/** zip of Info-ZIP and unzip of Info-ZIP and BusyBox. */
import { through } from '../../filesystem/compression.ts';
import { contentOf, toBytes } from '../../filesystem/content.ts';
import type { Entry, FileContent, PackedMember } from '../../filesystem/types.ts';
import { flavourOf } from '../support/flavour.ts';
import { input, output } from '../support/input.ts';
import { inside, look, reasonOf, Says } from '../support/look.ts';
import { readOptions } from '../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';
import { openZip } from './open.ts';
import { UNKNOWN_ARCHIVE } from './tar-extract.ts';
import { isExcluded } from './tar-options.ts';

export const unzip = defineTool({
  names: ['unzip', '7z', 'bsdtar'],
  origin: 'system',
  readsMarks: true,
  async run(call): Promise<ToolOutput> {
    const gnu = flavourOf(call) === 'gnu';
    const options = readOptions(call.args, { short: 'qonjlptvd:x:P:' });
    const [file, ...names] = options.operands;
    if (file === undefined) return failed('Usage: unzip [-lnojpqK] FILE[.zip] [FILE]...');
    const path =
      look(call, file, { quiet: true }).kind === 'absent' && !file.endsWith('.zip') ? `${file}.zip` : file;
    const read = input(call, path);
    if (read.kind === 'failed')
      return failed(
        gnu
          ? `unzip:  cannot find or open ${file}, ${file}.zip or ${file}.ZIP.`
          : `unzip: can't open ${file}[.zip]`,
        gnu ? 9 : 1,
      );
    const archive =
      read.kind === 'unknown' || call.name !== 'unzip'
        ? { kind: 'unknown' as const }
        : await openZip(read.content, { kind: 'step' });
    const folder = options.values.get('d') ?? '.';
    if (archive.kind === 'unknown') {
      if (options.has('l') || options.has('p') || options.has('t')) {
        call.unknown(UNKNOWN_ARCHIVE);
        return {};
      }
      call.files.makeDirectories(folder);
      call.files.markUnlisted(folder, UNKNOWN_ARCHIVE);
      call.estimated(`the archive ${file} is taken to be whole; ${UNKNOWN_ARCHIVE}`);
      return {};
    }
    if (archive.kind !== 'members')
      return gnu
        ? failed(
            `Archive:  ${file}\n  End-of-central-directory signature not found.  Either this file is not\n  a zipfile, or it constitutes one disk of a multi-part archive.  In the\n  latter case the central directory and zipfile comment will be found on\n  the last disk(s) of this archive.\nunzip:  cannot find zipfile directory in one of ${file} or\n        ${file}.zip, and cannot find ${file}.ZIP, period.`,
            9,
          )
        : failed('unzip: invalid zip magic', 1);
    const members = archive.members.filter(
      ({ path: one }) => (names.length === 0 || isExcluded(one, names)) && !isExcluded(one, options.all('x')),
    );
    if (options.has('p')) {
      const [only] = members;
      if (members.length === 1 && only?.entry.type === 'file') return output(call, only.entry);
      call.unknown('what unzip puts out is not followed');
      return {};
    }
    if (options.has('l') || options.has('t') || options.has('v')) {
      call.unknown('the list that unzip prints is not followed');
      return {};
    }
    const says = new Says();
    if (!options.has('q')) says.out.push(`Archive:  ${file}`);
    call.files.makeDirectories(folder);
    for (const member of members) {
      const name = options.has('j') ? member.path.replace(/^.*\//, '') : member.path;
      if (options.has('j') && member.entry.type === 'directory') continue;
      const said = unpack(call, member, inside(folder, name), options.has('n'));
      if (said !== undefined && !options.has('q'))
        says.out.push(gnu ? `${said}${inside(folder, name).replace(/^\.\//, '').padEnd(22)}  ` : said + name);
    }
    return says.result();
  },
});

function unpack(call: ToolCall, { entry }: PackedMember, place: string, keep: boolean): string | undefined {
  const { files } = call;
  if (entry.type === 'directory') {
    if (files.isDirectory(place)) return undefined;
    files.makeDirectories(place);
    files.update(place, (old) => ({ ...old, mode: entry.mode & 0o755 }));
    return '   creating: ';
  }
  const parent = place.slice(0, place.lastIndexOf('/'));
  if (parent !== '') files.makeDirectories(parent);
  if (files.lstat(place).kind === 'found') {
    if (keep) return undefined;
    files.remove(place);
  }
  if (entry.type === 'symlink') files.symlink(entry.target, place);
  else if (entry.type === 'file') {
    files.writeOpaque(place, contentOf(entry), { mode: entry.mode & 0o755 });
  }
  return '  inflating: ';
}

/** zip (Info-ZIP): what is packed is remembered with the archive. */
export const zip = defineTool({
  names: ['zip'],
  origin: 'optional',
  async run(call): Promise<ToolOutput> {
    const options = readOptions(call.args, {
      short: 'rqjyXDo0123456789x:i:u@FmTvl',
      long: {
        'recurse-paths': 'r',
        quiet: 'q',
        'junk-paths': 'j',
        exclude: 'x',
        symlinks: 'y',
        'no-extra': 'X',
      },
    });
    const [archive, ...names] = options.operands;
    if (archive === undefined) return failed('zip error: Nothing to do!', 12);
    if (['u', '@', 'F', 'm', 'i'].some((one) => options.has(one)))
      call.unknown('what zip does with these options is not followed');
    const path = /\.\w+$/.test(archive) ? archive : `${archive}.zip`;
    const says = new Says();
    const old = call.files.exists(path)
      ? await openZip(call.files.content(path), { kind: 'step' })
      : undefined;
    const members = new Map<string, PackedMember>();
    if (old?.kind === 'members') for (const member of old.members) members.set(member.path, member);
    else if (old) call.unknown(`what ${path} holds is not known`);
    let none = true;
    for (const name of names) {
      const seen = look(call, name);
      if (seen.kind === 'absent') {
        says.out.push(`\tzip warning: name not matched: ${name}`);
        continue;
      }
      if (seen.kind !== 'found') continue;
      none = false;
      const stored = name.replace(/^(\.?\/)+/, '').replace(/\/+$/, '');
      await add(call, members, stored, seen.path, seen.entry, options, says);
      if (!options.has('r') || seen.entry.type !== 'directory') continue;
      for (const one of [...call.files.walk(seen.path)]) {
        const below = one.path.slice(seen.path === '/' ? 0 : seen.path.length);
        const inner = `${stored === '.' || stored === '' ? '' : stored}${below}`.replace(/^\//, '');
        const entry = followed(call, one.path, one.entry, options.has('y'));
        if (entry) await add(call, members, inner, one.path, entry, options, says);
      }
    }
    if (none) {
      says.out.push('', `zip error: Nothing to do! (${path})`);
      return { ...says.result(), exitCode: 12 };
    }
    const content: FileContent = {
      size: {
        bytes: await zipBytes([...members.values()]),
        certainty: 'estimated',
        why: 'the archive was tried with deflate',
      },
      packed: { kind: 'archive', format: 'zip', members: [...members.values()] },
    };
    try {
      call.files.writeOpaque(path, content);
    } catch (error) {
      return failed(
        `zip I/O error: ${reasonOf(error)}\nzip error: Could not create output file (${path})`,
        15,
      );
    }
    return says.result();
  },
});

/** zip follows links unless -y says otherwise. */
function followed(call: ToolCall, path: string, entry: Entry, keepLinks: boolean): Entry | undefined {
  if (entry.type !== 'symlink' || keepLinks) return entry;
  const behind = call.files.stat(path);
  return behind.kind === 'found' ? behind.entry : undefined;
}

async function add(
  call: ToolCall,
  members: Map<string, PackedMember>,
  written: string,
  path: string,
  entry: Entry,
  options: ReturnType<typeof readOptions>,
  says: Says,
): Promise<void> {
  const stored = options.has('j') ? written.replace(/^.*\//, '') : written;
  if (stored === '' || stored === '.') return;
  if (entry.type === 'directory' && (options.has('j') || options.has('D'))) return;
  if (isExcluded(stored, options.all('x'))) return;
  if (entry.type === 'directory' && entry.unlisted !== undefined)
    call.estimated(`not all that is in ${path} is known`);
  members.set(stored, { path: stored, entry });
  if (options.has('q')) return;
  const shown = entry.type === 'directory' ? `${stored}/` : stored;
  const all = entry.type === 'file' ? entry.size.bytes : 0;
  const packed = await deflated(entry);
  const saved = all === 0 || packed >= all ? 0 : Math.round((1 - packed / all) * 100);
  says.out.push(`  adding: ${shown} (${saved === 0 ? 'stored 0%' : `deflated ${saved}%`})`);
}

async function deflated(entry: Entry): Promise<number> {
  if (entry.type !== 'file') return 0;
  if (entry.content === undefined || entry.size.bytes > 4_000_000) return Math.ceil(entry.size.bytes * 0.45);
  const bytes = toBytes(entry.content);
  const packed = await through(bytes, new CompressionStream('deflate-raw'), bytes.length + 1024);
  return Math.min(bytes.length, packed?.length ?? bytes.length);
}

async function zipBytes(members: readonly PackedMember[]): Promise<number> {
  let bytes = 22;
  // A local header with its extra field, and one in the directory.
  for (const { path, entry } of members) bytes += 58 + 70 + 2 * path.length + (await deflated(entry));
  return bytes;
}
