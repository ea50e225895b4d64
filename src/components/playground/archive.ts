/** The playground as a folder that `docker build` builds. */
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type OwnFile, safePath } from './folder.ts';
import { FOLDER } from './start.ts';

/** A zip archive: `stagecraft/` with the Dockerfile as it stands in the editor, and the context's files. */
export function zipFolder(dockerfile: string, files: readonly OwnFile[]): Uint8Array {
  const entries: Zippable = {};
  for (const { path, bytes } of files) {
    if (safePath(path) !== undefined) entries[`${FOLDER}/${path}`] = bytes;
  }
  entries[`${FOLDER}/Dockerfile`] = strToU8(dockerfile);
  return zipSync(entries, { level: 6 });
}
