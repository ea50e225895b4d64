/** npm prune: takes away what the lock file has and the project no longer wants. */
import type { ToolCall, ToolResult } from '../../types.ts';
import { selected } from '../install.ts';
import { readLock, wantsDev, wantsOptional } from './fill.ts';

/** `npm prune`. */
export function prune(call: ToolCall, root: string, flags: ReadonlyMap<string, string>): ToolResult {
  const lock = readLock(call, root);
  if (lock.kind !== 'found') {
    call.unknown('what npm prune leaves without a lock file cannot be told');
    return {};
  }
  const keep = new Set(
    selected(call, lock.value, { dev: wantsDev(call, flags), optional: wantsOptional(flags) }).map(
      ([path]) => path,
    ),
  );
  let removed = 0;
  const base = root === '/' ? '' : root;
  for (const path of Object.keys(lock.value.packages)) {
    if (path === '' || keep.has(path) || !call.files.exists(`${base}/${path}`)) continue;
    call.files.remove(`${base}/${path}`);
    removed += 1;
  }
  tidyLinks(call, `${base}/node_modules`);
  return {
    stdout:
      removed === 0
        ? '\nup to date in 300ms\n'
        : `\nremoved ${removed} package${removed === 1 ? '' : 's'} in 400ms\n`,
  };
}

/** Links of programs whose package is gone. An emptied folder of a scope (`@types`) stays, as npm 11.19 leaves it. */
function tidyLinks(call: ToolCall, modules: string): void {
  const { files } = call;
  for (const name of files.list(`${modules}/.bin`)) {
    if (files.stat(`${modules}/.bin/${name}`).kind === 'absent') files.remove(`${modules}/.bin/${name}`);
  }
}
