/** git: what a repository elsewhere holds is not known. */
import { fileName, WHY } from './download.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall } from './types.ts';

export const git = defineTool({
  names: ['git'],
  origin: 'toolchain',
  run(call) {
    const options = readOptions(call.args, { short: 'C:c:pP', stopAtOperand: true });
    const [action, ...words] = options.operands;
    if (action === 'config' || action === '--version' || action === undefined) return {};
    if (action === 'clone' || action === 'init') {
      const inner = readOptions(words, {
        short: 'b:o:u:c:j:qvnl',
        long: {
          branch: 'b',
          depth: 'v1',
          'single-branch': 'z1',
          recursive: 'z2',
          'recurse-submodules': 'z2',
          'shallow-submodules': 'z3',
          quiet: 'q',
          config: 'c',
          jobs: 'j',
          filter: 'v2',
          sparse: 'z4',
          'no-checkout': 'n',
          'no-tags': 'z5',
          bare: 'z6',
          mirror: 'z7',
          'initial-branch': 'v3',
        },
        withValue: ['v1', 'v2', 'v3'],
      });
      const [url, folder] = inner.operands;
      const place = action === 'init' ? (url ?? '.') : (folder ?? fileName(url ?? '').replace(/\.git$/, ''));
      if (action === 'clone' && url === undefined)
        return failed('fatal: You must specify a repository to clone.', 129);
      if (action === 'clone' && call.files.list(place).length > 0) {
        return failed(
          `fatal: destination path '${place}' already exists and is not an empty directory.`,
          128,
        );
      }
      call.files.makeDirectories(place);
      call.files.makeDirectories(`${place}/.git`);
      if (action === 'clone') {
        call.files.markUnlisted(place, `what ${url} holds is not known: there is no network here`);
        call.files.markUnlisted(`${place}/.git`, 'the history of the repository is not known');
        call.estimated(`${url} is taken to be there; ${WHY}`);
        call.takes(3000);
      }
      return action === 'clone' ? { stderr: `Cloning into '${place}'...\n` } : {};
    }
    const place = call.files.resolve(options.values.get('C') ?? '.');
    if (NEEDS_REPOSITORY.has(action) && !inRepository(call, place))
      return failed('fatal: not a git repository (or any of the parent directories): .git', 128);
    call.unknown(`what git ${action} does here is not known`);
    return {};
  },
});

/** Commands of git that end at once outside of a repository. */
const NEEDS_REPOSITORY: ReadonlySet<string> = new Set(
  'rev-parse describe log status show branch tag checkout switch pull fetch submodule commit add reset clean rev-list ls-files'.split(
    ' ',
  ),
);

/** Whether a folder or one above it holds `.git`, or may. */
function inRepository(call: ToolCall, folder: string): boolean {
  if (call.env.has('GIT_DIR')) return true;
  for (let at = folder; ; at = at.replace(/\/[^/]*$/, '') || '/') {
    if (call.files.stat(`${at === '/' ? '' : at}/.git`).kind !== 'absent') return true;
    if (at === '/') return false;
  }
}
