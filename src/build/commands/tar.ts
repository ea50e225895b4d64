/**
 * tar. A plain or gzipped archive whose bytes are known is unpacked for real; of any other, what comes out is not
 * known. An archive that is made here is opaque.
 */
import { openArchive } from '../execute/archive.ts';
import { flavourOf } from './support/flavour.ts';
import { inside, look, Says } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall } from './types.ts';
import { UNKNOWN_ARCHIVE } from './unzip.ts';

const OPTIONS = {
  short: 'cxtrugzjJahvpPokmOwsf:C:T:X:I:b:',
  long: {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    file: 'f',
    directory: 'C',
    gzip: 'z',
    gunzip: 'z',
    bzip2: 'j',
    xz: 'J',
    zstd: 'zst',
    verbose: 'v',
    'strip-components': 'strip',
    'no-same-owner': 'nso',
    'same-owner': 'so',
    'no-same-permissions': 'nsp',
    exclude: 'ex',
    wildcards: 'wc',
    owner: 'ow',
    group: 'gr',
    transform: 'tr',
    'numeric-owner': 'no',
    'auto-compress': 'a',
    'use-compress-program': 'I',
    touch: 'm',
    'preserve-permissions': 'p',
    'files-from': 'T',
    'exclude-from': 'X',
    warning: 'wa',
    sort: 'sort',
    mtime: 'mt',
    'to-stdout': 'O',
  },
  withValue: ['strip', 'ex', 'ow', 'gr', 'tr', 'wa', 'sort', 'mt'],
};

/** `tar xzf a.tgz`: the first word without a dash is a cluster whose arguments follow it. */
function oldStyle(args: readonly string[]): readonly string[] {
  const [first = '', ...rest] = args;
  if (first === '' || first.startsWith('-') || !/^[a-zA-Z]+$/.test(first)) return args;
  const out: string[] = [];
  const values = [...rest];
  for (const letter of first) {
    if ('fCTXIb'.includes(letter)) out.push(`-${letter}`, values.shift() ?? '');
    else out.push(`-${letter}`);
  }
  return [...out, ...values];
}

/** The program that GNU tar has an archive packed or unpacked by, where it is not gzip; BusyBox does it itself. */
function helperOf(options: ReturnType<typeof readOptions>, file: string): string | undefined {
  if (options.has('I')) return options.values.get('I')?.split(' ')[0];
  if (options.has('J') || (!options.has('c') && /\.t?xz$/.test(file))) return 'xz';
  if (options.has('j') || (!options.has('c') && /\.(tbz2?|bz2)$/.test(file))) return 'bzip2';
  if (options.has('zst') || (!options.has('c') && /\.t?zst$/.test(file))) return 'zstd';
  return undefined;
}

async function extract(call: ToolCall, options: ReturnType<typeof readOptions>, says: Says): Promise<void> {
  const folder = options.values.get('C') ?? '.';
  const gnu = flavourOf(call) === 'gnu';
  const target = look(call, folder);
  if (target.kind === 'absent') {
    says.error(
      gnu
        ? `tar: ${folder}: Cannot open: ${target.reason}\ntar: Error is not recoverable: exiting now`
        : `tar: can't change directory to '${folder}': ${target.reason}`,
      gnu ? 2 : 1,
    );
    return;
  }
  const file = options.values.get('f') ?? '-';
  const seen = file === '-' ? undefined : look(call, file);
  if (seen?.kind === 'absent') {
    says.error(
      gnu
        ? `tar: ${file}: Cannot open: ${seen.reason}\ntar: Error is not recoverable: exiting now`
        : `tar: can't open '${file}': ${seen.reason}`,
      gnu ? 2 : 1,
    );
    return;
  }
  const helper = gnu ? helperOf(options, file) : undefined;
  if (helper !== undefined && call.which(helper) === undefined) {
    says.error(
      `tar (child): ${helper}: Cannot exec: No such file or directory\ntar (child): Error is not recoverable: exiting now\ntar: Child returned status 2\ntar: Error is not recoverable: exiting now`,
      2,
    );
    return;
  }
  const archive =
    seen?.kind === 'found' && seen.entry.type === 'file'
      ? await openArchive(seen.entry)
      : { kind: 'unknown' as const, why: UNKNOWN_ARCHIVE };
  if (archive.kind === 'plain') {
    says.error(
      gnu
        ? 'tar: This does not look like a tar archive\ntar: Exiting with failure status due to previous errors'
        : 'tar: invalid tar magic',
      gnu ? 2 : 1,
    );
    return;
  }
  if (archive.kind === 'unknown') {
    call.files.markUnlisted(folder, UNKNOWN_ARCHIVE);
    call.estimated(
      `the archive ${file === '-' ? 'from the pipe' : file} is taken to be whole; ${UNKNOWN_ARCHIVE}`,
    );
    return;
  }
  const strip = Number(options.values.get('strip') ?? 0);
  const wanted = options.operands;
  for (const member of archive.members) {
    const parts = member.path.split('/').filter((part) => part !== '' && part !== '.');
    const name = parts.join('/');
    if (
      wanted.length > 0 &&
      !wanted.some(
        (one) =>
          name === one.replace(/^\.\/|\/$/g, '') || name.startsWith(`${one.replace(/^\.\/|\/$/g, '')}/`),
      )
    )
      continue;
    const rest = parts.slice(strip);
    if (rest.length === 0 || rest.includes('..')) continue;
    const path = inside(folder, rest.join('/'));
    const root = call.user.uid === 0 && !options.has('nso') && !options.has('o');
    const owner = root ? { uid: member.uid, gid: member.gid } : {};
    const mode = root ? member.mode : member.mode & 0o755;
    const parent = path.slice(0, path.lastIndexOf('/'));
    if (parent !== '') call.files.makeDirectories(parent);
    if (member.type === 'directory') call.files.makeDirectories(path, { mode, ...owner });
    else {
      call.files.remove(path);
      if (member.type === 'symlink') call.files.symlink(member.link, path);
      else if (member.type === 'hardlink')
        call.files.copyFile(inside(folder, member.link), path, { preserve: true });
      else if (member.type === 'file') call.files.write(path, member.content, { mode, ...owner });
    }
    if (options.has('v')) says.out.push(member.path);
  }
}

export const tar = defineTool({
  names: ['tar'],
  origin: 'system',
  async run(call) {
    const gnu = flavourOf(call) === 'gnu';
    const options = readOptions(oldStyle(call.args), OPTIONS);
    if (options.error)
      return failed(
        gnu
          ? `tar: unrecognized option '${options.error.option}'\nTry 'tar --help' or 'tar --usage' for more information.`
          : `tar: unrecognized option: ${options.error.option}`,
        gnu ? 64 : 1,
      );
    const says = new Says();
    if (options.has('x')) await extract(call, options, says);
    else if (options.has('c')) {
      const file = options.values.get('f') ?? '-';
      const folder = options.values.get('C') ?? '.';
      for (const path of options.operands) {
        const seen = look(call, path.startsWith('/') ? path : inside(folder, path));
        if (seen.kind === 'absent')
          says.error(
            gnu ? `tar: ${path}: Cannot stat: ${seen.reason}` : `tar: ${path}: ${seen.reason}`,
            gnu ? 2 : 1,
          );
      }
      const helper = gnu ? helperOf(options, file) : undefined;
      if (helper !== undefined && call.which(helper) === undefined) {
        if (file !== '-') call.files.write(file, '');
        return failed(
          `/bin/sh: 1: ${helper}: not found\ntar: Child returned status 127\ntar: Error is not recoverable: exiting now`,
          2,
        );
      }
      if (file === '-') call.unknown('an archive that goes down a pipe is not followed');
      else
        call.files.writeOpaque(file, {
          size: { bytes: 0, certainty: 'unknown', why: 'the archive is not packed here' },
        });
    } else if (options.has('t')) call.unknown('what the archive holds is not listed');
    else
      return failed(
        gnu
          ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options\nTry 'tar --help' or 'tar --usage' for more information."
          : 'Usage: tar c|x|t [-ZzJjahmvokO] [-f TARFILE] [-C DIR] [FILE]...',
        gnu ? 2 : 1,
      );
    return says.result();
  },
});
