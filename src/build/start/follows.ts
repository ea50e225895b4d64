/** Which programs are run for real when a container starts: shells, and commands whose model knows how they end. */
import { toolsByName } from '../commands/index.ts';
import type { Entry } from '../filesystem/types.ts';
import { INTERPRETER_TOOLS, SHELLS } from '../shell/names.ts';

/** Commands of no system that hand over to another program, or whose end their model knows. */
const MODELLED: ReadonlySet<string> = new Set(
  'gosu su-exec setpriv sudo tini dumb-init catatonit npm yarn pnpm envsubst test ['.split(' '),
);
/** Files that stand behind many names. */
const MULTI_CALL: ReadonlySet<string> = new Set(['busybox', 'coreutils', 'dash', 'bash']);

/** Whether what a command of this name does is followed. */
export function isFollowed(name: string): boolean {
  if (SHELLS.has(name) || INTERPRETER_TOOLS.has(name) || MODELLED.has(name) || name === 'busybox')
    return true;
  return toolsByName.get(name)?.origin === 'system';
}

/**
 * The same for a file: a learner's own program may be called `test` and be no such thing.
 * @param asked the path as it was asked for
 * @param path the real path
 */
export function isFollowedFile(asked: string, path: string, entry: Entry | undefined): boolean {
  const called = asked.slice(asked.lastIndexOf('/') + 1);
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (!isFollowed(called)) return false;
  if (MULTI_CALL.has(name) || MODELLED.has(called)) return true;
  if (entry?.type !== 'file' || entry.program?.language !== undefined) return false;
  return called === name && /^(\/usr|\/usr\/local)?\/s?bin\/[^/]+$/.test(path);
}
