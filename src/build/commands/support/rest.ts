/** Folders of which it is known that they are there, and about how large, but not every name in them. */
import type { ToolCall } from '../types.ts';

/** An opaque part of a tree of which not every file is named. */
export function writeRest(call: ToolCall, folder: string, bytes: number, mark: string, why: string): void {
  call.files.makeDirectories(folder);
  call.files.markUnlisted(folder, `the files of ${mark} are not listed`);
  call.files.writeOpaque(`${folder}/…`, { size: { bytes, certainty: 'estimated', why }, fingerprint: mark });
  call.files.update(`${folder}/…`, (entry) => ({
    ...entry,
    certainty: 'estimated',
    why: 'it stands for files that are not listed',
  }));
}
