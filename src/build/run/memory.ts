/** What one build remembers between its RUNs, and the secrets that it is handed. */
import type { Step } from '../../dockerfile/stages/types.ts';
import type { Snapshot } from '../filesystem/snapshot.ts';

/** What one build remembers between its RUNs. */
export interface RunMemory {
  /** Cache mounts by id: what the last RUN left in them. */
  readonly caches: Map<string, Snapshot>;
  /** Ids of the secrets that are handed in; undefined where every secret is taken to be there. */
  readonly secrets?: ReadonlySet<string>;
}

/** Secrets that are handed in as variables. Their values are nobody's business: Docker prints stars, too. */
export function secretVariables(step: Step, { secrets }: RunMemory): [string, string][] {
  if (step.expanded.keyword !== 'RUN') return [];
  return step.expanded.mounts.flatMap((mount): [string, string][] => {
    if (mount.type !== 'secret' || !mount.env) return [];
    const id = mount.id?.text ?? mount.env.text;
    return secrets && !secrets.has(id) ? [] : [[mount.env.text, '****']];
  });
}
