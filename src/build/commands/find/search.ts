/** Walks the folders, and reads the expression: or, and, not, brackets. */
import type { Flavour } from '../support/flavour.ts';
import { look } from '../support/look.ts';
import type { Entry, ToolCall, ToolResult } from '../types.ts';
import { runFound } from './actions.ts';
import { primary } from './tests.ts';
import { type Found, type Test, Wrong } from './types.ts';

const MAX_FOUND = 50_000;
/** Links to directories are followed no deeper than this. */
const MAX_FOLLOWED = 16;

export class Search {
  stdout = '';
  stderr = '';
  exitCode = 0;
  readonly call: ToolCall;
  readonly words: readonly string[];
  readonly gnu: boolean;
  at = 0;
  minDepth = 0;
  maxDepth = Number.POSITIVE_INFINITY;
  depthFirst = false;
  acts = false;
  pruned = false;
  runs = 0;
  readonly batches: { readonly command: readonly string[]; readonly paths: string[] }[] = [];

  /** -L: links count as what they lead to, as long as they lead to something. */
  readonly follows: boolean;

  constructor(call: ToolCall, words: readonly string[], flavour: Flavour, follows = false) {
    this.follows = follows;
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
      const seen = look(this.call, start, { follow: this.follows || start.endsWith('/') });
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
      const result = await runFound(this, [...command, ...paths]);
      if (result !== 0) this.exitCode = 1;
    }
    return { stdout: this.stdout, stderr: this.stderr, exitCode: this.exitCode };
  }

  /** What find sees at a path; with -L a link counts as what it leads to. */
  private entryAt(path: string, depth: number): Entry | undefined {
    const { files } = this.call;
    const found = files.lstat(path);
    if (found.kind !== 'found') return undefined;
    if (!this.follows || found.entry.type !== 'symlink') return found.entry;
    const behind = files.stat(path);
    // A link to a directory above would go on for ever.
    const loops = behind.kind === 'found' && behind.entry.type === 'directory' && depth > MAX_FOLLOWED;
    return behind.kind === 'found' && !loops ? behind.entry : found.entry;
  }

  private async children(one: Found, visit: (child: Found) => Promise<void>): Promise<void> {
    const { files } = this.call;
    if (one.entry.type === 'directory' && one.entry.unlisted !== undefined)
      this.call.unknown(`what find comes across in ${one.path} is not known: ${one.entry.unlisted}`);
    const now = this.follows ? files.stat(one.path) : files.lstat(one.path);
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
      const found = this.entryAt(path, one.depth);
      if (found === undefined) continue;
      const shown = one.shown.endsWith('/') ? one.shown + name : `${one.shown}/${name}`;
      await visit({ shown, path, entry: found, depth: one.depth + 1 });
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
    return primary(this);
  }

  unknownWord(word: string): string {
    if (!this.gnu) return `find: unrecognized: ${word}`;
    return word.startsWith('-')
      ? `find: unknown predicate \`${word}'`
      : `find: paths must precede expression: \`${word}'`;
  }

  value(name: string): string {
    const value = this.words[this.at++];
    if (value === undefined)
      throw new Wrong(
        this.gnu ? `find: missing argument to \`${name}'` : `find: ${name}: option requires an argument`,
      );
    return value;
  }
}
