import type { Entry, ToolCall } from '../types.ts';

/** How a tree is copied. */
export interface CopyTreeOptions {
  /** Everything belongs to this user afterwards; absent: as copying does (the user), or as it was (`preserve`). */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** Keep owner and mode. */
  readonly preserve?: boolean;
}

/**
 * Copies what is in a directory into another that is there. Links stay links. A directory whose listing is
 * not complete gives one whose listing is not complete.
 */
export function copyTree(call: ToolCall, from: string, to: string, options: CopyTreeOptions = {}): void {
  const { files } = call;
  const source = realPath(call, from);
  const target = files.resolve(to);
  for (const { path, entry } of [...files.walk(source)]) {
    const inside = path === source ? '' : path.slice(source === '/' ? 0 : source.length);
    const place = `${target}${inside}`;
    if (entry.type === 'directory') {
      if (inside !== '' && !files.isDirectory(place)) {
        const mode = options.preserve ? entry.mode : entry.mode & 0o755;
        files.makeDirectory(place, { mode, ...ownerOf(call, entry, options) });
      }
      if (entry.unlisted !== undefined) files.markUnlisted(place, entry.unlisted);
      continue;
    }
    files.copyFile(path, place, { follow: false, preserve: options.preserve ?? false });
    if (options.owner) {
      const { uid, gid } = options.owner;
      files.update(place, (copied) => ({ ...copied, uid, gid }), { follow: false });
    } else if (options.preserve && entry.type === 'symlink' && call.user.uid === 0) {
      files.update(place, (copied) => ({ ...copied, uid: entry.uid, gid: entry.gid }), { follow: false });
    }
  }
}

function ownerOf(call: ToolCall, entry: Entry, options: CopyTreeOptions): { uid?: number; gid?: number } {
  if (options.owner) return options.owner;
  return options.preserve && call.user.uid === 0 ? { uid: entry.uid, gid: entry.gid } : {};
}

/** The path behind links, where it can be told. */
export function realPath(call: ToolCall, path: string): string {
  const found = call.files.stat(path);
  return found.kind === 'found' ? found.path : call.files.resolve(path);
}
