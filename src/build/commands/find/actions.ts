/** What find does with what it found: `-delete` and `-exec`. */
import { quote, reasonOf } from '../support/look.ts';
import type { Search } from './search.ts';
import { type Found, type Test, Wrong } from './types.ts';

const MAX_RUNS = 500;

/** `-delete`; false, with words on stderr, where it cannot be removed. */
export function removeFound(search: Search, { path, shown, entry }: Found): boolean {
  if (shown === '.') return true;
  const full = entry.type === 'directory' && search.call.files.list(path).length > 0;
  let reason = full ? 'Directory not empty' : undefined;
  try {
    if (!full) search.call.files.remove(path);
  } catch (error) {
    reason = reasonOf(error);
  }
  if (reason === undefined) return true;
  search.stderr += search.gnu ? `find: cannot delete '${shown}': ${reason}\n` : `find: ${shown}: ${reason}\n`;
  search.exitCode = 1;
  return false;
}

/** `-exec`, up to its `;` or `+`. */
export function execFor(search: Search, word: string): Test {
  search.acts = true;
  const command: string[] = [];
  for (;;) {
    const next = search.words[search.at++];
    if (next === undefined)
      throw new Wrong(
        search.gnu ? `find: missing argument to \`${word}'` : `find: ${word}: option requires an argument`,
      );
    if (next === ';') break;
    if (next === '+' && command.at(-1) === '{}') {
      const batch = { command: command.slice(0, -1), paths: [] as string[] };
      search.batches.push(batch);
      return ({ shown }) => {
        batch.paths.push(shown);
        return true;
      };
    }
    command.push(next);
  }
  return async ({ shown }) => {
    search.runs += 1;
    if (search.runs > MAX_RUNS) {
      search.call.unknown(`find would run more than ${MAX_RUNS} commands; the rest is not followed`);
      return true;
    }
    const dir = word === '-execdir' ? shown.replace(/^.*\//, './') : shown;
    return (
      (await runFound(
        search,
        command.map((one) => one.replaceAll('{}', dir)),
      )) === 0
    );
  };
}

/** Runs a command and gives its exit code. */
export async function runFound(search: Search, argv: readonly string[]): Promise<number> {
  const [name = ''] = argv;
  if (!name.includes('/') && search.call.which(name) === undefined) {
    search.stderr += search.gnu
      ? `find: '${name}': No such file or directory\n`
      : `find: ${name}: No such file or directory\n`;
    return 1;
  }
  const result = await search.call.run(argv.map(quote).join(' '));
  search.stdout += result.stdout;
  search.stderr += result.stderr;
  return result.exitCode;
}
