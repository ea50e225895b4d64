import { sha256Hex } from './sha256.ts';
import type { FileContent, FileEntry, Provenance, Size } from './types.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** Digests are asked for again and again while a snapshot is compared; an entry never changes. */
const digests = new WeakMap<FileEntry, string>();

/** Bytes of a text as UTF-8. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else if (code >= 0xd800 && code < 0xdc00 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00) {
      bytes += 4;
      at += 1;
    } else bytes += 3;
  }
  return bytes;
}

/** The known size of a text or of bytes. */
export function sizeOf(content: string | Uint8Array): Size {
  return {
    bytes: typeof content === 'string' ? utf8Length(content) : content.length,
    certainty: 'known',
  };
}

/** The content as bytes. */
export function toBytes(content: string | Uint8Array): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : content;
}

/** The content as text; bytes that are no UTF-8 become U+FFFD. */
export function toText(content: string | Uint8Array): string {
  return typeof content === 'string' ? content : decoder.decode(content);
}

/** SHA-256 of a file's content in hex digits; undefined where the content is not known. */
export function contentDigest(entry: FileEntry): string | undefined {
  if (entry.content === undefined) return undefined;
  let digest = digests.get(entry);
  if (digest === undefined) {
    digest = sha256Hex(toBytes(entry.content));
    digests.set(entry, digest);
  }
  return digest;
}

/** A file whose content is known, owned by root with mode 0644 unless said otherwise. */
export function knownFile(
  content: string | Uint8Array,
  provenance: Provenance,
  meta: { readonly mode?: number; readonly uid?: number; readonly gid?: number } = {},
): FileEntry {
  return {
    type: 'file',
    mode: meta.mode ?? 0o644,
    uid: meta.uid ?? 0,
    gid: meta.gid ?? 0,
    size: sizeOf(content),
    content,
    provenance,
    certainty: 'known',
  };
}

/** What is in a file, without where it stands and whose it is. */
export function contentOf(entry: FileEntry): FileContent {
  const { size, content, fingerprint, program, packed } = entry;
  return {
    size,
    ...(content === undefined ? {} : { content }),
    ...(fingerprint === undefined ? {} : { fingerprint }),
    ...(program === undefined ? {} : { program }),
    ...(packed === undefined ? {} : { packed }),
  };
}

/** Bytes one after another. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
