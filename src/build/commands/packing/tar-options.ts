/** The command line of tar, of GNU's and of BusyBox's. */
import type { Compression } from '../../filesystem/types.ts';
import type { readOptions } from '../support/options.ts';

export const TAR_OPTIONS = {
  short: 'cxtrugzjJahvpPokmOwsSf:C:T:X:I:b:',
  long: {
    create: 'c',
    extract: 'x',
    get: 'x',
    list: 't',
    append: 'r',
    file: 'f',
    directory: 'C',
    gzip: 'z',
    gunzip: 'z',
    ungzip: 'z',
    bzip2: 'j',
    xz: 'J',
    zstd: 'zst',
    verbose: 'v',
    'strip-components': 'strip',
    'no-same-owner': 'o',
    'same-owner': 'so',
    'no-same-permissions': 'nsp',
    exclude: 'ex',
    'exclude-vcs': 'vcs',
    wildcards: 'wc',
    'no-recursion': 'nr',
    owner: 'ow',
    group: 'gr',
    mode: 'mode',
    transform: 'tr',
    'numeric-owner': 'no',
    'auto-compress': 'a',
    'use-compress-program': 'I',
    touch: 'm',
    'preserve-permissions': 'p',
    dereference: 'h',
    'absolute-names': 'P',
    'keep-old-files': 'k',
    overwrite: 'over',
    'files-from': 'T',
    'exclude-from': 'X',
    warning: 'wa',
    sort: 'sort',
    mtime: 'mt',
    format: 'fmt',
    'to-stdout': 'O',
    null: 'null',
    'one-top-level': 'top',
    'remove-files': 'rf',
    'delay-directory-restore': 'ddr',
    'ignore-failed-read': 'ifr',
    posix: 'posix',
    xattrs: 'xattrs',
    acls: 'acls',
    selinux: 'selinux',
  },
  withValue: ['strip', 'ex', 'ow', 'gr', 'tr', 'wa', 'sort', 'mt', 'mode', 'fmt'],
};

/** Options that change what is packed or unpacked, and are not followed. */
const NOT_FOLLOWED = ['tr', 'wc', 'T', 'X', 'r', 'u', 'h', 'nr', 'rf', 'top', 'null'] as const;

export type TarOptions = ReturnType<typeof readOptions>;

/** An option that changes the outcome in a way that is not followed, as it is called; undefined where there is none. */
export function notFollowed(options: TarOptions): string | undefined {
  const one = NOT_FOLLOWED.find((name) => options.has(name));
  if (one === undefined) return undefined;
  const long = Object.entries(TAR_OPTIONS.long).find(([, name]) => name === one)?.[0];
  return long === undefined ? `-${one}` : `--${long}`;
}

/** `tar xzf a.tgz`: the first word without a dash is a cluster whose arguments follow it. */
export function oldStyle(args: readonly string[]): readonly string[] {
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

/** How the archive is compressed, as the options or, with -a and while unpacking, its name say. */
export function compressionFor(options: TarOptions, file: string): Compression | undefined {
  const program = options.values.get('I')?.split(' ')[0] ?? '';
  if (options.has('z') || /^(pigz|gzip)$/.test(program)) return 'gzip';
  if (options.has('J') || program === 'xz') return 'xz';
  if (options.has('j') || /^p?bzip2$/.test(program)) return 'bzip2';
  if (options.has('zst') || /^zstdm?t?$/.test(program)) return 'zstd';
  if (options.has('c') && !options.has('a')) return undefined;
  if (/\.t?gz$/.test(file)) return 'gzip';
  if (/\.t?xz$/.test(file)) return 'xz';
  if (/\.(tbz2?|bz2)$/.test(file)) return 'bzip2';
  if (/\.t?zst$/.test(file)) return 'zstd';
  return undefined;
}

/** The program that GNU tar has an archive packed or unpacked by; BusyBox does it itself. */
export function helperOf(options: TarOptions, file: string): string | undefined {
  if (options.has('I')) return options.values.get('I')?.split(' ')[0];
  const by = compressionFor(options, file);
  return by === 'gzip' ? undefined : by;
}

/** Patterns of --exclude: tested against the end of a path, or against any part of it where they have no slash. */
export function isExcluded(path: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => {
    const clean = pattern.replace(/\/$/, '');
    const parts = path.split('/');
    for (let from = 0; from < parts.length; from += 1) {
      for (let to = parts.length; to > from; to -= 1) {
        // A slash counts as any other letter for `*`, as in GNU tar.
        if (wildcard(parts.slice(from, to).join('/'), clean)) return true;
      }
    }
    return false;
  });
}

/** Matches `*` and `?` in linear steps back: no regular expression is made of what a learner writes. */
function wildcard(text: string, pattern: string): boolean {
  let at = 0;
  let in_ = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const letter = pattern[in_];
    if (letter === '*') {
      star = in_;
      in_ += 1;
      mark = at;
    } else if (letter !== undefined && (letter === '?' || letter === text[at])) {
      in_ += 1;
      at += 1;
    } else if (star >= 0) {
      in_ = star + 1;
      mark += 1;
      at = mark;
    } else return false;
  }
  while (pattern[in_] === '*') in_ += 1;
  return in_ === pattern.length;
}
