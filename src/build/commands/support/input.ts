/** What a command reads: files, stdin, devices, and content that only a mark stands for. */
import { sizeOf, toBytes } from '../../filesystem/content.ts';
import type { FileContent, ToolCall } from '../types.ts';
import { look, reasonOf } from './look.ts';

export type Input =
  | { readonly kind: 'content'; readonly content: FileContent; readonly entryMode?: number }
  | { readonly kind: 'failed'; readonly reason: string; readonly isDirectory?: boolean }
  /** Nobody knows whether there is such a file; that has been said. */
  | { readonly kind: 'unknown' };

/** What `/dev/urandom` and `/dev/zero` give: no end of it. */
const ENDLESS: Readonly<Record<string, FileContent>> = Object.fromEntries(
  ['/dev/zero', '/dev/random', '/dev/urandom'].map((path) => [
    path,
    {
      size: { bytes: 0, certainty: 'unknown', why: `${path} has no end` },
      fingerprint: `endless ${path}`,
    } satisfies FileContent,
  ]),
);

/** The content of a device that never ends; undefined for any other path. */
export function endless(path: string): FileContent | undefined {
  return ENDLESS[path];
}

/** Whether content has no end, and which device it comes from. */
export function endlessOf({ fingerprint }: FileContent): string | undefined {
  return fingerprint?.startsWith('endless ') ? fingerprint.slice('endless '.length) : undefined;
}

/** Stdin as content. */
export function standardInput(call: ToolCall): FileContent {
  return (
    call.files.received(call.stdin) ?? {
      size: sizeOf(call.stdinBytes),
      content: call.stdinBytes,
    }
  );
}

/** What is at a path; `-` and /dev/stdin are stdin. */
export function input(call: ToolCall, path: string): Input {
  if (path === '-' || path === '/dev/stdin') return { kind: 'content', content: standardInput(call) };
  if (path === '/dev/null') return { kind: 'content', content: { size: sizeOf(''), content: '' } };
  const device = endless(path);
  if (device) return { kind: 'content', content: device };
  const seen = look(call, path);
  if (seen.kind === 'absent') return { kind: 'failed', reason: seen.reason };
  if (seen.kind === 'unknown') return { kind: 'unknown' };
  if (seen.entry.type === 'directory') return { kind: 'failed', reason: 'Is a directory', isDirectory: true };
  try {
    return { kind: 'content', content: call.files.content(path), entryMode: seen.entry.mode };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error) };
  }
}

/** Bytes of content, where they are known. */
export function bytesOf({ content }: FileContent): Uint8Array | undefined {
  return content === undefined ? undefined : toBytes(content);
}

/** Output of a tool: bytes as one character each, or the mark of what is not known. */
export function output(call: ToolCall, content: FileContent): { stdout: string; isBinary?: true } {
  if (content.content === undefined) return { stdout: call.files.marked(content) };
  if (typeof content.content === 'string') return { stdout: content.content };
  return { stdout: latin1(content.content), isBinary: true };
}

/** Bytes as one character each. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x2000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x2000));
  return text;
}
