/** What a build folder was configured with; CMakeCache.txt carries it from one RUN to the next. */
import type { ToolCall } from '../types.ts';

/** What a build folder was configured with. */
export interface Configuration {
  readonly source: string;
  readonly build: string;
  readonly generator: 'Unix Makefiles' | 'Ninja';
  /** `-D` and what was there before, by name. */
  readonly defined: ReadonlyMap<string, string>;
}

const MARK = 'cmake ';

/** What CMakeCache.txt is marked with, so that a later command finds the configuration. */
export function markOf({ source, build, generator, defined }: Configuration): string {
  return MARK + JSON.stringify({ source, build, generator, defined: [...defined] });
}

/** The configuration of a build folder; undefined where there is none, 'unknown' where nobody knows it. */
export function configurationOf(call: ToolCall, build: string): Configuration | 'unknown' | undefined {
  const found = call.files.stat(`${build}/CMakeCache.txt`);
  if (found.kind === 'absent') return undefined;
  const mark = found.kind === 'found' && found.entry.type === 'file' ? found.entry.fingerprint : undefined;
  if (!mark?.startsWith(MARK)) return 'unknown';
  const read = JSON.parse(mark.slice(MARK.length));
  return { ...read, defined: new Map(read.defined) };
}
