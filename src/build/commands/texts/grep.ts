/** grep, egrep and fgrep of GNU and BusyBox, one character a byte. */
import { type Flavour, flavourOf } from '../support/flavour.ts';
import { inside } from '../support/look.ts';
import { type Options, readOptions } from '../support/options.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../types.ts';
import { byteText, opaque, readText, TOO_LONG } from './bytes.ts';
import { chosen, type GrepOptions, matchers, type Pattern } from './grep-lines.ts';
import { RegexBeyond, RegexError } from './regex/index.ts';

const GNU_LONG: Readonly<Record<string, string>> = {
  'extended-regexp': 'E',
  'fixed-strings': 'F',
  'basic-regexp': 'G',
  'perl-regexp': 'P',
  regexp: 'e',
  file: 'f',
  'ignore-case': 'i',
  'invert-match': 'v',
  'word-regexp': 'w',
  'line-regexp': 'x',
  count: 'c',
  'files-with-matches': 'l',
  'files-without-match': 'L',
  'max-count': 'm',
  'only-matching': 'o',
  quiet: 'q',
  silent: 'q',
  'no-messages': 's',
  'byte-offset': 'b',
  'with-filename': 'H',
  'no-filename': 'h',
  'line-number': 'n',
  null: 'Z',
  'after-context': 'A',
  'before-context': 'B',
  context: 'C',
  text: 'a',
  'null-data': 'z',
  recursive: 'r',
  'dereference-recursive': 'R',
  include: 'include',
  exclude: 'exclude',
  'exclude-dir': 'exclude-dir',
  'line-buffered': 'buffered',
  'initial-tab': 'T',
  'no-ignore-case': 'cased',
  color: 'color',
  colour: 'color',
  label: 'label',
  'binary-files': 'binary',
  version: 'V',
};

export const grep = defineTool({
  names: ['grep', 'egrep', 'fgrep'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const gnu = flavour === 'gnu';
    const options = readOptions(numbered(call.args), {
      short: gnu ? 'EFGPe:f:ivwxcIlLm:oqsbHhnZA:B:C:azrRTyUV' : 'EFe:f:ivwxclLm:oqsHhnA:B:C:azrR',
      long: gnu ? GNU_LONG : { color: 'color' },
      withValue: ['include', 'exclude', 'exclude-dir', 'label', 'binary'],
    });
    const { error } = options;
    if (error) {
      const named = call.args.find((word) => word.startsWith(`--${error.option}`))?.slice(2) ?? error.option;
      if (!gnu)
        return failed(
          error.kind === 'argument'
            ? `${call.name}: option requires an argument: ${error.option}`
            : `${call.name}: unrecognized option: ${error.long ? named : error.option}`,
          2,
        );
      const usage = "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.";
      const what =
        error.kind === 'argument'
          ? `option requires an argument -- '${error.option}'`
          : error.long
            ? `unrecognized option '--${named}'`
            : `invalid option -- '${error.option}'`;
      return failed(`grep: ${what}\n${usage}`, 2);
    }
    if (options.has('V')) {
      call.unknown('the version of grep is not followed');
      return {};
    }
    const operands = [...options.operands];
    const texts = patternsOf(call, options, operands);
    if (texts === undefined) return {};
    if (texts === 'usage')
      return failed("Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.", 2);
    if (typeof texts === 'string') return failed(texts, 2);
    const kind = call.name === 'fgrep' ? 'F' : call.name === 'egrep' ? 'E' : (lastOf(options, 'EFGP') ?? 'G');
    try {
      const list = matchers(texts, {
        kind,
        fold: options.has('i') || options.has('y'),
        word: options.has('w'),
        line: options.has('x'),
      });
      if (!gnu && options.has('o') && options.has('w')) throw new RegexBeyond('-o with -w of BusyBox');
      return search(call, list, operands, options, flavour);
    } catch (thrown) {
      if (thrown instanceof RegexError)
        return failed(
          gnu ? `grep: ${thrown.message}` : `grep: bad regex '${texts.join('\n')}': ${thrown.message}`,
          2,
        );
      if (!(thrown instanceof RegexBeyond)) throw thrown;
      call.unknown(thrown.message === 'steps' ? TOO_LONG : `grep is not followed here: ${thrown.message}`);
      return {};
    }
  },
});

/** `-3` is `-C3`. */
function numbered(args: readonly string[]): string[] {
  return args.map((word, at) => {
    const isValue = /^-[a-zA-Z]*[efmABC]$/.test(args[at - 1] ?? '');
    return !isValue && /^-\d+$/.test(word) ? `-C${word.slice(1)}` : word;
  });
}

/** The last of some letters on the command line. */
function lastOf(options: Options, letters: string): string | undefined {
  return [...options.values.keys()].filter((name) => name.length === 1 && letters.includes(name)).at(-1);
}

/** The patterns, a line each; undefined where they are not known, a sentence where they cannot be read. */
function patternsOf(call: ToolCall, options: Options, operands: string[]): string[] | string | undefined {
  const texts = options.all('e').map(byteText);
  for (const path of options.all('f')) {
    const found = readText(call, path);
    if (found.kind === 'failed') return `${call.name}: ${path}: ${found.reason}`;
    if (found.kind !== 'text') {
      call.unknown(`the patterns of grep -f ${path} are not known`);
      return undefined;
    }
    if (found.text !== '') texts.push(found.text.replace(/\n$/, ''));
  }
  if (options.all('e').length === 0 && options.all('f').length === 0) {
    const first = operands.shift();
    if (first === undefined) return 'usage';
    texts.push(byteText(first));
  }
  return texts.flatMap((text) => text.split('\n'));
}

function search(
  call: ToolCall,
  patterns: readonly Pattern[],
  operands: readonly string[],
  options: Options,
  flavour: Flavour,
): ToolOutput {
  const gnu = flavour === 'gnu';
  const recursive = options.has('r') || options.has('R');
  const quiet = options.has('q');
  const given = operands.length > 0 ? operands : [recursive && gnu ? '.' : '-'];
  const bare = operands.length === 0;
  const said: string[] = [];
  const out: string[] = [];
  let failure = false;
  let matched = false;
  const lines: GrepOptions = {
    invert: options.has('v'),
    count: options.has('c'),
    only: options.has('o'),
    number: options.has('n'),
    offset: options.has('b'),
    most: options.has('m') ? Number(options.values.get('m')) : Number.POSITIVE_INFINITY,
    before: Number(options.values.get('B') ?? options.values.get('C') ?? 0),
    after: Number(options.values.get('A') ?? options.values.get('C') ?? 0),
    separator: options.has('z') ? '\0' : '\n',
    binary: gnu && !options.has('a') && options.values.get('binary') !== 'text',
    skipBinary: options.has('I') || options.values.get('binary') === 'without-match',
    gnu,
  };
  const files = [
    ...filesOf(call, given, bare, options, (path, reason, isDirectory) => {
      if (isDirectory && !gnu) return;
      failure = true;
      if (!options.has('s')) said.push(`grep: ${path}: ${reason}`);
    }),
  ];
  const named =
    options.has('H') || (!options.has('h') && (given.length > 1 || (recursive && isMany(call, given))));
  const end = options.has('Z') ? '\0' : undefined;
  for (const path of files) {
    const found = readText(call, path === '(stdin)' ? '-' : path);
    if (found.kind === 'unknown') continue;
    if (found.kind === 'failed') {
      failure = true;
      if (!options.has('s')) said.push(`grep: ${path}: ${found.reason}`);
      continue;
    }
    if (found.kind === 'opaque') {
      if (quiet || options.has('c') || options.has('l') || options.has('L') || recursive)
        call.unknown(`whether grep finds it in ${path} is not known`);
      else if (found.endless) call.unknown(`grep reads ${path} for ever`);
      else return opaque(call, false);
      call.unknown(`what grep finds in ${path} is not known`);
      continue;
    }
    const shown = path === '-' ? (options.values.get('label') ?? '(standard input)') : path;
    const prefix = named ? byteText(shown) : undefined;
    const result = chosen(found.text, patterns, lines, prefix, end, out.length > 0);
    if (result.matched) matched = true;
    if (quiet) {
      if (result.matched) return finish(said, '', 0);
    } else if (options.has('l') || options.has('L')) {
      if (result.matched === options.has('l')) out.push(`${byteText(shown)}${end ?? '\n'}`);
    } else if (result.binary) said.push(`grep: ${shown}: binary file matches`);
    else if (result.text !== '') out.push(result.text);
  }
  if (options.has('L') && !gnu) matched = out.length > 0;
  if (options.has('L') && gnu) matched = out.length > 0;
  return finish(said, out.join(''), failure ? 2 : matched ? 0 : 1);
}

function finish(said: readonly string[], stdout: string, exitCode: number): ToolOutput {
  return { stdout, stderr: said.map((line) => `${line}\n`).join(''), exitCode, isBinary: true };
}

function isMany(call: ToolCall, given: readonly string[]): boolean {
  return given.some((path) => call.files.isDirectory(path));
}

/** The files that are searched, in the order in which a directory lists them here: by name. */
function* filesOf(
  call: ToolCall,
  given: readonly string[],
  bare: boolean,
  options: Options,
  fail: (path: string, reason: string, isDirectory: boolean) => void,
): Iterable<string> {
  const recursive = options.has('r') || options.has('R');
  const patterns = (name: string) => options.all(name).map(globOf);
  const [include, exclude, without] = [patterns('include'), patterns('exclude'), patterns('exclude-dir')];
  const isWanted = (name: string) =>
    (include.length === 0 || include.some((one) => one.test(name))) && !exclude.some((one) => one.test(name));
  const stack = given.map((path) => ({ path, top: true })).reverse();
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { path, top } = next;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (path === '-' || !call.files.isDirectory(path)) {
      const link = call.files.lstat(path);
      if (!top && link.kind === 'found' && link.entry.type === 'symlink' && !options.has('R')) continue;
      if ((!top || recursive) && path !== '-' && !isWanted(name)) continue;
      yield path;
    } else if (!recursive) fail(path, 'Is a directory', true);
    else {
      const link = call.files.lstat(path);
      if (!top && link.kind === 'found' && link.entry.type === 'symlink' && !options.has('R')) continue;
      if (!top && without.some((one) => one.test(name))) continue;
      const list = call.files.list(path);
      for (const child of list.reverse())
        stack.push({ path: top && bare ? child : inside(path, child), top: false });
    }
  }
}

/** A pattern of --include as an expression: `*`, `?` and brackets. */
function globOf(pattern: string): RegExp {
  const parts = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${parts.replace(/\[!/g, '[^')}$`, 's');
}
