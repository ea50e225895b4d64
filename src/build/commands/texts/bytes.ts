/** What the text tools read and print: one character a byte, as the C locale of an image without one has it. */
import { toBytes } from '../../filesystem/content.ts';
import { fromLatin1 } from '../../shell/latin1.ts';
import { bytesOf, endlessOf, input, latin1 } from '../support/input.ts';
import type { ToolCall, ToolOutput } from '../types.ts';

/** A word of the command line as bytes. */
export function byteText(word: string): string {
  return /^[\x20-\x7e\s]*$/.test(word) ? word : latin1(toBytes(word));
}

/** A name that was read out of a script, as text again. */
export function nameOf(bytes: string): string {
  return new TextDecoder().decode(fromLatin1(bytes));
}

export type Read =
  | { readonly kind: 'text'; readonly text: string }
  /** It is there, but nobody knows what is in it, or it has no end. */
  | { readonly kind: 'opaque'; readonly endless: boolean }
  | { readonly kind: 'failed'; readonly reason: string; readonly isDirectory: boolean }
  /** Nobody knows whether it is there; that has been said. */
  | { readonly kind: 'unknown' };

/** What is in a file or stdin (`-`). */
export function readText(call: ToolCall, path: string): Read {
  const found = input(call, path);
  if (found.kind === 'unknown') return found;
  if (found.kind === 'failed')
    return { kind: 'failed', reason: found.reason, isDirectory: found.isDirectory ?? false };
  const bytes = bytesOf(found.content);
  if (!bytes) return { kind: 'opaque', endless: endlessOf(found.content) !== undefined };
  return { kind: 'text', text: latin1(bytes) };
}

/** Output of a tool that was made of what is not known. */
export function opaque(call: ToolCall, endless: boolean): ToolOutput {
  const size = { bytes: 0, certainty: 'unknown', why: 'it is made of what is not known' } as const;
  return { stdout: call.files.marked({ size, ...(endless ? { fingerprint: 'endless /dev/urandom' } : {}) }) };
}

/** The bytes of a text of one character a byte. */
export const bytesIn = fromLatin1;

/** What a script without an end is said to be. */
export const TOO_LONG =
  'the script runs longer than is followed here (20,000 commands, 10,000 turns of a loop, 4 MB of output)';
