import type { WorkdirInstruction } from '../../dockerfile/instructions/types.ts';
import { utf8Length } from '../filesystem/content.ts';
import { absolute } from '../filesystem/path.ts';
import { directory, type Snapshot } from '../filesystem/snapshot.ts';
import type { Outcome, StepEnvironment } from '../types.ts';
import { configured, failed, wordsFor } from './outcome.ts';
import { resolveOwner } from './owner.ts';

/** WORKDIR: sets the directory and makes it, with all above it, for the user that USER names. */
export function executeWorkdir(
  snapshot: Snapshot,
  instruction: WorkdirInstruction,
  environment: StepEnvironment,
): Outcome {
  const { config, provenance } = environment;
  const written = instruction.path.text;
  // An absolute path stays as it was written, `..` and all; only a relative one is made clean.
  const path = written.startsWith('/') ? written : absolute(`${config.workingDir || '/'}/${written}`);
  const outcome = configured(snapshot, environment, `WORKDIR ${path}`, { workingDir: path });
  if (path === '/') return outcome;
  // Linux takes 4095 bytes (PATH_MAX, limits.h); the words are Docker's (28.5).
  if (utf8Length(path) > 4095)
    return failed(snapshot, environment, instruction, `lstat ${path}: file name too long`);
  const draft = snapshot.edit();
  try {
    const owner = config.user === '' ? { uid: 0, gid: 0 } : resolveOwner(config.user, snapshot);
    const made: string[] = [];
    draft.makeDirectories(path, (at) => {
      made.push(at);
      return directory(provenance, { uid: owner.uid, gid: owner.gid });
    });
    // A directory with the setgid bit hands the bit on; the group is set afterwards.
    for (const at of made) draft.update(at, (entry) => ({ ...entry, gid: owner.gid }));
  } catch (error) {
    const message = wordsFor(error);
    if (message === undefined) throw error;
    return failed(snapshot, environment, instruction, message);
  }
  return { ...outcome, snapshot: draft.commit(), makesLayer: true };
}
