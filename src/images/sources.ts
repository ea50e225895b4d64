/** Where the table of base images comes from. Only pages built on the server need it: it stays out of the browser. */
import table from './sources.generated.json' with { type: 'json' };
import type { SourceRow } from './types.ts';

export type { ImageSource, SourceRow } from './types.ts';

const rows = table as readonly unknown[] as readonly SourceRow[];

/** Sources, digests and notes of an entry; undefined where it is not listed. */
export function imageSource(repository: string, tag: string): SourceRow | undefined {
  return rows.find((row) => row.repository === repository && row.tag === tag);
}
