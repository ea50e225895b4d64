/** The lists of packages that `apt-get update` fetches, without which nothing can be installed. */
import { failed, type ToolCall, type ToolResult } from '../types.ts';

export const LISTS = '/var/lib/apt/lists';

/** Bytes of the lists that `update` fetches. */
const LIST_BYTES = 19_000_000;

/** `apt-get update`. */
export function update(call: ToolCall): ToolResult {
  if (call.user.uid !== 0) {
    return failed(
      'E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/',
      100,
    );
  }
  const { files } = call;
  files.makeDirectories(LISTS);
  if (!files.exists(`${LISTS}/lock`)) files.write(`${LISTS}/lock`, '', { mode: 0o640 });
  files.makeDirectories(`${LISTS}/partial`, { mode: 0o700 });
  // What the base holds here is empty: all that is in it now comes from this command.
  files.update(LISTS, (entry) => (entry.type === 'directory' ? withoutUnlisted(entry) : entry));
  const host = call.image.family === 'ubuntu' ? 'archive.ubuntu.com_ubuntu' : 'deb.debian.org_debian';
  files.writeOpaque(`${LISTS}/${host}_dists_Packages.lz4`, {
    size: { bytes: LIST_BYTES, certainty: 'estimated', why: 'the lists of Debian 12 on 2026-11-21' },
    fingerprint: 'apt lists',
  });
  call.estimated('the lists of packages come from the network');
  call.takes(3000);
  return { stdout: 'Reading package lists...\n' };
}

function withoutUnlisted<T extends { readonly unlisted?: string }>(entry: T): T {
  const { unlisted: _, ...rest } = entry;
  return rest as T;
}

/** Whether there are lists to look a package up in; the images come without. */
export function hasLists(call: ToolCall): boolean {
  return call.files.list(LISTS).some((name) => name !== 'lock' && name !== 'partial' && name !== 'auxfiles');
}
