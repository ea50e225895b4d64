/** gzip, xz, bzip2, zstd and their opposites, with files, stdin and stdout. */
import type { Compression, FileContent } from '../filesystem/types.ts';
import { compress, expand } from './packing/compress.ts';
import { type Flavour, flavourOf, optionError } from './support/flavour.ts';
import { input, latin1, output, standardInput } from './support/input.ts';
import { look, reasonOf, Says } from './support/look.ts';
import { type Options, readOptions } from './support/options.ts';
import { defineTool, type ToolCall, type ToolOutput } from './types.ts';

interface Format {
  readonly by: Compression;
  readonly suffix: string;
  /** Further endings that expanding takes off, and what it puts there. */
  readonly others: Readonly<Record<string, string>>;
}

const FORMATS: Readonly<Record<string, Format>> = {
  gzip: { by: 'gzip', suffix: '.gz', others: { '.tgz': '.tar', '.Z': '' } },
  xz: { by: 'xz', suffix: '.xz', others: { '.txz': '.tar' } },
  bzip2: { by: 'bzip2', suffix: '.bz2', others: { '.tbz2': '.tar', '.tbz': '.tar' } },
  zstd: { by: 'zstd', suffix: '.zst', others: { '.tzst': '.tar' } },
};
const EXPANDERS: Readonly<Record<string, string>> = {
  gunzip: 'gzip',
  zcat: 'gzip',
  unxz: 'xz',
  xzcat: 'xz',
  bunzip2: 'bzip2',
  bzcat: 'bzip2',
  unzstd: 'zstd',
  zstdcat: 'zstd',
};

export const compressors = defineTool({
  names: [...Object.keys(FORMATS), ...Object.keys(EXPANDERS)],
  origin: 'system',
  readsMarks: true,
  async run(call): Promise<ToolOutput> {
    const flavour = flavourOf(call);
    const base = EXPANDERS[call.name] ?? call.name;
    const format = FORMATS[base] as Format;
    const options = readOptions(call.args, {
      short: 'dcktfqvnNrl0123456789eT:o:',
      long: {
        decompress: 'd',
        uncompress: 'd',
        keep: 'k',
        stdout: 'c',
        'to-stdout': 'c',
        test: 't',
        force: 'f',
        quiet: 'q',
        verbose: 'v',
        best: '9',
        fast: '1',
        'no-name': 'n',
        name: 'N',
        extreme: 'e',
        rm: 'rm',
        threads: 'T',
        rsyncable: 'rsyncable',
        ultra: 'ultra',
        recursive: 'r',
        list: 'l',
      },
    });
    const wrong = optionError(call, options, flavour);
    if (wrong) return wrong;
    if (options.has('r') || options.has('l')) {
      call.unknown(`${call.name} ${options.has('r') ? '-r' : '-l'} is not followed`);
      return {};
    }
    const expanding = base !== call.name || options.has('d') || options.has('t');
    const toStdout = options.has('c') || call.name.endsWith('cat');
    const job: Job = { call, options, format, flavour, expanding, base, says: new Says() };
    if (options.operands.length === 0 || options.operands.every((one) => one === '-')) return piped(job);
    const printed: FileContent[] = [];
    for (const path of options.operands) {
      const made = await one(job, path);
      if (made === undefined || options.has('t')) continue;
      if (toStdout) printed.push(made.content);
      else store(job, path, made);
    }
    return { ...job.says.result(), ...joined(call, printed) };
  },
});

interface Job {
  readonly call: ToolCall;
  readonly options: Options;
  readonly format: Format;
  readonly flavour: Flavour;
  readonly expanding: boolean;
  readonly base: string;
  readonly says: Says;
}

interface Made {
  readonly content: FileContent;
  readonly mode: number | undefined;
}

async function piped(job: Job): Promise<ToolOutput> {
  const made = await worked(job, standardInput(job.call), 'stdin');
  if (made === undefined) return job.says.result();
  return job.options.has('t') ? {} : output(job.call, made);
}

/** What comes of one file; undefined where nothing does (it has been said). */
async function one(job: Job, path: string): Promise<Made | undefined> {
  const { call, says } = job;
  const read = input(call, path);
  if (read.kind === 'unknown') return undefined;
  if (read.kind === 'failed') {
    const name = job.flavour === 'gnu' ? job.base : call.name;
    says.error(
      read.isDirectory && job.flavour === 'gnu'
        ? `${name}: ${path} is a directory -- ignored`
        : `${name}: ${path}: ${read.reason}`,
      read.isDirectory && job.flavour === 'gnu' ? 2 : 1,
    );
    return undefined;
  }
  const content = await worked(job, read.content, path);
  return content && { content, mode: read.entryMode };
}

async function worked(job: Job, content: FileContent, path: string): Promise<FileContent | undefined> {
  const { call, format, says, flavour, base } = job;
  if (!job.expanding) return compress(content, format.by, path === 'stdin' ? undefined : path);
  const result = await expand(content, format.by);
  if (result.kind === 'content') return result.content;
  if (result.kind === 'unknown') {
    call.estimated(`what ${path} holds is not known, and is taken to be whole`);
    return { size: { bytes: 0, certainty: 'unknown', why: `what was packed into ${path} is not known` } };
  }
  if (content.content !== undefined && content.size.bytes === 0)
    says.error(flavour === 'gnu' ? `\n${base}: ${path}: unexpected end of file` : `${call.name}: short read`);
  else if (flavour === 'busybox') says.error(`${call.name}: invalid magic`);
  else if (base === 'gzip') says.error(`\ngzip: ${path}: not in gzip format`);
  else if (base === 'xz') says.error(`xz: ${path}: File format not recognized`);
  else if (base === 'bzip2') says.error(`bzip2: ${path} is not a bzip2 file.`, 2);
  else says.error(`zstd: ${path}: unsupported format `);
  return undefined;
}

/** Puts what comes of a file beside it, and takes the file away. */
function store(job: Job, path: string, made: Made): void {
  const { call, options, says, flavour, base } = job;
  const to = options.values.get('o') ?? nameOf(job, path);
  if (to === undefined) {
    says.error(
      flavour === 'gnu'
        ? `${base}: ${path}: unknown suffix -- ignored`
        : `${call.name}: ${path}: unknown suffix - ignored`,
      flavour === 'gnu' ? 2 : 1,
    );
    return;
  }
  if (!options.has('f') && look(call, to, { quiet: true }).kind === 'found') {
    if (flavour === 'gnu') says.error(`${base}: ${to} already exists;\tnot overwritten`, 2);
    else says.error(`${call.name}: can't open '${to}': File exists`);
    return;
  }
  const from = call.files.stat(path);
  // GNU hands owner and mode on, BusyBox the mode.
  const owner =
    flavour === 'gnu' && from.kind === 'found' && call.user.uid === 0
      ? { uid: from.entry.uid, gid: from.entry.gid }
      : {};
  try {
    if (options.has('f') && call.files.exists(to)) call.files.remove(to);
    call.files.writeOpaque(to, made.content, {
      ...(made.mode === undefined ? {} : { mode: made.mode }),
      ...owner,
    });
    const keeps = options.has('k') || (base === 'zstd' && !options.has('rm'));
    if (!keeps) call.files.remove(path);
  } catch (error) {
    says.error(`${call.name}: ${to}: ${reasonOf(error)}`);
  }
}

function nameOf({ expanding, format, flavour }: Job, path: string): string | undefined {
  if (!expanding) {
    // A file that has the ending already is left alone by GNU's.
    return flavour === 'gnu' && path.endsWith(format.suffix) ? undefined : path + format.suffix;
  }
  for (const [suffix, instead] of Object.entries({ [format.suffix]: '', ...format.others })) {
    if (path.endsWith(suffix) && path.length > suffix.length) return path.slice(0, -suffix.length) + instead;
  }
  return undefined;
}

/** Contents one after another on stdout. */
function joined(call: ToolCall, contents: readonly FileContent[]): Pick<ToolOutput, 'stdout' | 'isBinary'> {
  const [first] = contents;
  if (first === undefined) return { stdout: '' };
  if (contents.length === 1) return output(call, first);
  if (contents.some(({ content }) => content === undefined))
    return {
      stdout: call.files.marked({
        size: { bytes: 0, certainty: 'unknown', why: 'a part of it is not known' },
      }),
    };
  const parts = contents.map(({ content }) =>
    typeof content === 'string' ? latin1(new TextEncoder().encode(content)) : latin1(content as Uint8Array),
  );
  return { stdout: parts.join(''), isBinary: true };
}
