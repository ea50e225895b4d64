/** find of findutils 4.10 and BusyBox: names, types, owners, modes, sizes, -prune, -delete, -exec. */
import { parseGroup, parsePasswd } from '../users.ts';
import { textOf } from './support/accounts.ts';
import { changeMode } from './support/find-mode.ts';
import { type Flavour, flavourOf } from './support/flavour.ts';
import { look, quote, reasonOf } from './support/look.ts';
import { globPattern } from './support/name-pattern.ts';
import { defineTool, type Entry, failed, type ToolCall, type ToolResult } from './types.ts';

/** One path under examination. */
interface Found {
  /** As find prints it. */
  readonly shown: string;
  /** Absolute. */
  readonly path: string;
  readonly entry: Entry;
  readonly depth: number;
}

type Test = (one: Found) => boolean | Promise<boolean>;

/** What is wrong with the words, in find's own. */
class Wrong extends Error {}

const MAX_FOUND = 50_000;
const MAX_RUNS = 500;

class Search {
  stdout = '';
  stderr = '';
  exitCode = 0;
  private readonly call: ToolCall;
  private readonly words: readonly string[];
  private readonly gnu: boolean;
  private at = 0;
  private minDepth = 0;
  private maxDepth = Number.POSITIVE_INFINITY;
  private depthFirst = false;
  private acts = false;
  private pruned = false;
  private runs = 0;
  private readonly batches: { readonly command: readonly string[]; readonly paths: string[] }[] = [];

  constructor(call: ToolCall, words: readonly string[], flavour: Flavour) {
    this.call = call;
    this.words = words;
    this.gnu = flavour === 'gnu';
  }

  async run(starts: readonly string[]): Promise<ToolResult> {
    let test: Test = () => true;
    if (this.words.length > 0) {
      test = this.or();
      if (this.at < this.words.length) throw new Wrong(this.unknownWord(this.words[this.at] as string));
    }
    const print = !this.acts;
    for (const start of starts) {
      const seen = look(this.call, start, { follow: false });
      if (seen.kind === 'absent') {
        this.stderr += this.gnu ? `find: '${start}': ${seen.reason}\n` : `find: ${start}: ${seen.reason}\n`;
        this.exitCode = 1;
      } else if (seen.kind === 'found') {
        let left = MAX_FOUND;
        const visit = async (one: Found): Promise<void> => {
          left -= 1;
          if (left < 0) return;
          const look = async () => {
            if (one.depth < this.minDepth || one.depth > this.maxDepth) return;
            this.pruned = false;
            const matches = await test(one);
            if (matches && print) this.stdout += `${one.shown}\n`;
          };
          this.pruned = false;
          if (!this.depthFirst) await look();
          const goes = one.entry.type === 'directory' && one.depth < this.maxDepth;
          if (goes && (this.depthFirst || !this.pruned)) await this.children(one, visit);
          if (this.depthFirst) await look();
        };
        await visit({ shown: start, path: seen.path, entry: seen.entry, depth: 0 });
        if (left < 0)
          this.call.unknown(`find looks at more than ${MAX_FOUND} paths; the rest is not followed`);
      }
    }
    for (const { command, paths } of this.batches) {
      if (paths.length === 0) continue;
      const result = await this.execute([...command, ...paths]);
      if (result !== 0) this.exitCode = 1;
    }
    return { stdout: this.stdout, stderr: this.stderr, exitCode: this.exitCode };
  }

  private async children(one: Found, visit: (child: Found) => Promise<void>): Promise<void> {
    const { files } = this.call;
    if (one.entry.type === 'directory' && one.entry.unlisted !== undefined)
      this.call.unknown(`what find comes across in ${one.path} is not known: ${one.entry.unlisted}`);
    const now = files.lstat(one.path);
    if (now.kind !== 'found' || now.entry.type !== 'directory') {
      // It was removed by -exec while find wanted to go into it.
      if (one.depth >= 0 && now.kind === 'absent') {
        this.stderr += this.gnu
          ? `find: '${one.shown}': No such file or directory\n`
          : `find: ${one.shown}: No such file or directory\n`;
        this.exitCode = 1;
      }
      return;
    }
    for (const name of files.list(one.path)) {
      const path = one.path === '/' ? `/${name}` : `${one.path}/${name}`;
      const found = files.lstat(path);
      if (found.kind !== 'found') continue;
      const shown = one.shown.endsWith('/') ? one.shown + name : `${one.shown}/${name}`;
      await visit({ shown, path, entry: found.entry, depth: one.depth + 1 });
    }
  }

  private or(): Test {
    let left = this.and();
    while (this.words[this.at] === '-o' || this.words[this.at] === '-or') {
      this.at += 1;
      const [a, b] = [left, this.and()];
      left = async (one) => (await a(one)) || b(one);
    }
    return left;
  }

  private and(): Test {
    let left = this.not();
    for (;;) {
      const word = this.words[this.at];
      if (word === undefined || word === '-o' || word === '-or' || word === ')') return left;
      if (word === '-a' || word === '-and') this.at += 1;
      const [a, b] = [left, this.not()];
      left = async (one) => (await a(one)) && b(one);
    }
  }

  private not(): Test {
    const word = this.words[this.at];
    if (word === '!' || word === '-not') {
      this.at += 1;
      const inner = this.not();
      return async (one) => !(await inner(one));
    }
    if (word === '(') {
      this.at += 1;
      const inner = this.or();
      if (this.words[this.at] !== ')')
        throw new Wrong(
          this.gnu
            ? "find: invalid expression; I was expecting to find a ')' somewhere but did not see one."
            : 'find: unmatched (',
        );
      this.at += 1;
      return inner;
    }
    return this.primary();
  }

  private unknownWord(word: string): string {
    if (!this.gnu) return `find: unrecognized: ${word}`;
    return word.startsWith('-')
      ? `find: unknown predicate \`${word}'`
      : `find: paths must precede expression: \`${word}'`;
  }

  private value(name: string): string {
    const value = this.words[this.at++];
    if (value === undefined)
      throw new Wrong(
        this.gnu ? `find: missing argument to \`${name}'` : `find: ${name}: option requires an argument`,
      );
    return value;
  }

  private primary(): Test {
    const word = this.words[this.at++] as string;
    switch (word) {
      case '-name':
      case '-iname': {
        const match = globPattern(this.value(word), word === '-iname');
        return ({ shown }) => match(shown === '/' ? '/' : shown.replace(/\/+$/, '').replace(/^.*\//, ''));
      }
      case '-path':
      case '-wholename':
      case '-ipath': {
        const match = globPattern(this.value(word), word === '-ipath');
        return ({ shown }) => match(shown);
      }
      case '-type': {
        const types = this.value(word).split(',');
        return ({ entry }) =>
          types.includes({ file: 'f', directory: 'd', symlink: 'l', unknown: 'f' }[entry.type]);
      }
      case '-user':
      case '-group':
      case '-uid':
      case '-gid':
        return this.owner(word, this.value(word));
      case '-nouser':
      case '-nogroup': {
        const ids = this.ids(word === '-nouser' ? 'user' : 'group');
        return ({ entry }) => ![...ids.values()].includes(word === '-nouser' ? entry.uid : entry.gid);
      }
      case '-perm':
        return this.mode(this.value(word));
      case '-size':
        return this.size(this.value(word));
      case '-empty':
        return ({ entry, path }) =>
          entry.type === 'directory'
            ? this.call.files.list(path).length === 0
            : entry.type === 'file' && this.bytes(entry) === 0;
      case '-executable':
        return ({ path }) =>
          this.call.files.exists(path) && (this.call.user.uid !== 0 || isExecutable(this.call, path));
      case '-maxdepth':
        this.maxDepth = Number(this.value(word));
        return () => true;
      case '-mindepth':
        this.minDepth = Number(this.value(word));
        return () => true;
      case '-depth':
      case '-d':
        this.depthFirst = true;
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
          this.pruned = true;
          return true;
        };
      case '-quit':
        this.acts = true;
        this.call.unknown('find -quit is not followed');
        return () => true;
      case '-print':
      case '-print0':
        this.acts = true;
        return ({ shown }) => {
          this.stdout += shown + (word === '-print' ? '\n' : '\0');
          return true;
        };
      case '-delete':
        this.acts = true;
        this.depthFirst = true;
        return (one) => this.remove(one);
      case '-exec':
      case '-execdir':
      case '-ok':
        return this.exec(word);
      case '-newer':
      case '-mtime':
      case '-mmin':
      case '-atime':
      case '-amin':
      case '-ctime':
      case '-cmin':
      case '-newermt':
      case '-anewer':
      case '-cnewer':
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
        this.value(word);
        this.call.unknown(`find ${word} is not followed`);
        if (word === '-printf' || word === '-fprintf' || word === '-ls') this.acts = true;
        return () => false;
      default:
        throw new Wrong(this.unknownWord(word));
    }
  }

  private bytes(entry: Extract<Entry, { type: 'file' }>): number {
    if (entry.size.certainty !== 'known')
      this.call.unknown('the size of a file that find asks for is not known');
    return entry.size.bytes;
  }

  private ids(kind: 'user' | 'group'): Map<string, number> {
    if (kind === 'user')
      return new Map(
        parsePasswd(textOf(this.call.files, '/etc/passwd') ?? '').map(({ name, uid }) => [name, uid]),
      );
    return new Map(
      parseGroup(textOf(this.call.files, '/etc/group') ?? '').map(({ name, gid }) => [name, gid]),
    );
  }

  private owner(word: string, value: string): Test {
    const kind = word === '-user' || word === '-uid' ? 'user' : 'group';
    const named = word === '-user' || word === '-group' ? this.ids(kind).get(value) : undefined;
    const id = named ?? (/^\d+$/.test(value) ? Number(value) : undefined);
    if (id === undefined) {
      throw new Wrong(
        this.gnu
          ? kind === 'user'
            ? `find: '${value}' is not the name of a known user`
            : `find: '${value}' is not the name of an existing group`
          : `find: unknown ${kind} ${value}`,
      );
    }
    return ({ entry }) => (kind === 'user' ? entry.uid : entry.gid) === id;
  }

  private mode(value: string): Test {
    const how = /^[-/+]/.exec(value)?.[0] ?? '';
    const wanted = changeMode(how === '' ? value : value.slice(1));
    if (wanted === undefined)
      throw new Wrong(this.gnu ? `find: invalid mode '${value}'` : `find: invalid mode '${value}'`);
    return ({ entry }) => {
      const mode = entry.mode & 0o7777;
      if (how === '-') return (mode & wanted) === wanted;
      if (how === '') return mode === wanted;
      return wanted === 0 || (mode & wanted) !== 0;
    };
  }

  private size(value: string): Test {
    const match = /^([-+]?)(\d+)([bcwkMG]?)$/.exec(value);
    if (!match)
      throw new Wrong(
        this.gnu ? `find: Invalid argument \`${value}' to -size` : `find: invalid number '${value}'`,
      );
    const unit = { '': 512, b: 512, c: 1, w: 2, k: 1024, M: 1024 ** 2, G: 1024 ** 3 }[match[3] ?? ''] ?? 512;
    const wanted = Number(match[2]);
    return ({ entry }) => {
      if (entry.type !== 'file') return false;
      const units = Math.ceil(this.bytes(entry) / unit);
      return match[1] === '+' ? units > wanted : match[1] === '-' ? units < wanted : units === wanted;
    };
  }

  private remove({ path, shown, entry }: Found): boolean {
    if (shown === '.') return true;
    const full = entry.type === 'directory' && this.call.files.list(path).length > 0;
    let reason = full ? 'Directory not empty' : undefined;
    try {
      if (!full) this.call.files.remove(path);
    } catch (error) {
      reason = reasonOf(error);
    }
    if (reason === undefined) return true;
    this.stderr += this.gnu ? `find: cannot delete '${shown}': ${reason}\n` : `find: ${shown}: ${reason}\n`;
    this.exitCode = 1;
    return false;
  }

  private exec(word: string): Test {
    this.acts = true;
    const command: string[] = [];
    for (;;) {
      const next = this.words[this.at++];
      if (next === undefined)
        throw new Wrong(
          this.gnu ? `find: missing argument to \`${word}'` : `find: ${word}: option requires an argument`,
        );
      if (next === ';') break;
      if (next === '+' && command.at(-1) === '{}') {
        const batch = { command: command.slice(0, -1), paths: [] as string[] };
        this.batches.push(batch);
        return ({ shown }) => {
          batch.paths.push(shown);
          return true;
        };
      }
      command.push(next);
    }
    return async ({ shown }) => {
      this.runs += 1;
      if (this.runs > MAX_RUNS) {
        this.call.unknown(`find would run more than ${MAX_RUNS} commands; the rest is not followed`);
        return true;
      }
      const dir = word === '-execdir' ? shown.replace(/^.*\//, './') : shown;
      return (await this.execute(command.map((one) => one.replaceAll('{}', dir)))) === 0;
    };
  }

  private async execute(argv: readonly string[]): Promise<number> {
    const [name = ''] = argv;
    if (!name.includes('/') && this.call.which(name) === undefined) {
      this.stderr += this.gnu
        ? `find: '${name}': No such file or directory\n`
        : `find: ${name}: No such file or directory\n`;
      return 1;
    }
    const result = await this.call.run(argv.map(quote).join(' '));
    this.stdout += result.stdout;
    this.stderr += result.stderr;
    return result.exitCode;
  }
}

function isExecutable(call: ToolCall, path: string): boolean {
  const found = call.files.stat(path);
  return found.kind === 'found' && (found.entry.mode & 0o111) !== 0;
}

export const find = defineTool({
  names: ['find'],
  origin: 'system',
  async run(call) {
    const args = [...call.args];
    while (args[0] !== undefined && /^-[HLP]$|^-O\d$/.test(args[0])) args.shift();
    const end = args.findIndex(
      (word) => word.startsWith('-') || word === '(' || word === '!' || word === ')',
    );
    const starts = end < 0 ? args : args.slice(0, end);
    const words = end < 0 ? [] : args.slice(end);
    try {
      return await new Search(call, words, flavourOf(call)).run(starts.length > 0 ? starts : ['.']);
    } catch (error) {
      if (error instanceof Wrong) return failed(error.message);
      throw error;
    }
  },
});
