/** pip's cache of what it downloaded. */
import { writeRest } from '../../support/rest.ts';
import type { ToolCall } from '../../types.ts';
import type { Options } from './options.ts';

/** Leaves `count` packages in the cache, unless it is off. */
export function fillCache(call: ToolCall, options: Options, count: number): void {
  const off = call.env.get('PIP_NO_CACHE_DIR');
  if (
    count === 0 ||
    options.switches.has('no-cache-dir') ||
    options.switches.has('no-index') ||
    (off !== undefined && off !== '0' && off !== 'false')
  )
    return;
  const home = call.env.get('HOME') || call.user.home;
  const folder =
    options.values.get('cache-dir')?.at(-1) ??
    call.env.get('PIP_CACHE_DIR') ??
    `${call.env.get('XDG_CACHE_HOME') || `${home}/.cache`}/pip`;
  if (!call.files.exists(`${folder}/…`))
    writeRest(call, folder, count * 450_000, "pip's cache", 'the packages as they were downloaded');
}
