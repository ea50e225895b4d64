/**
 * A Dockerfile in a link: `#code=1.<deflate, base64url>` carries a text alone, `#code=2.…` JSON with the
 * `.dockerignore` and the build options beside it. All of it travels in the fragment, which a browser sends to no
 * server. Whatever comes in is judged as hostile: it is bounded before and while it is unpacked.
 */
import { deflateSync, Inflate, strFromU8, strToU8 } from 'fflate';
import { type BuildChoice, isDefault, readChoice } from './choice.ts';

/** Key of the fragment. */
const KEY = 'code';
/** Versions of the format, so that links of today can be read tomorrow. */
const TEXT_ALONE = '1';
const WITH_OPTIONS = '2';
/** Longest fragment that is written or read, in characters. */
export const LONGEST_LINK = 16_000;
/** Largest content that a link may unpack to, in bytes: a link of a kilobyte can claim to hold megabytes. */
export const LARGEST_TEXT = 200_000;
/** Input is unpacked in pieces of this many bytes, so that a bomb is noticed before it has grown. */
const PIECE = 512;

/** What travels besides the Dockerfile. */
export interface Beside {
  readonly dockerignore?: string;
  readonly choice?: BuildChoice;
}

/** A text and what is beside it, or why there is none; the reason is a sentence for the learner. */
export type Read =
  | ({ readonly ok: true; readonly text: string } & Beside)
  | { readonly ok: false; readonly reason: string };
/** A fragment with its `#`, or why there is none. */
export type Written =
  | { readonly ok: true; readonly fragment: string }
  | { readonly ok: false; readonly reason: string };

/** The fragment that carries a text, and what is beside it where there is something. */
export function writeLink(text: string, { dockerignore = '', choice }: Beside = {}): Written {
  const alone = dockerignore === '' && (choice === undefined || isDefault(choice));
  const content = alone
    ? text
    : JSON.stringify({
        dockerfile: text,
        ...(dockerignore === '' ? {} : { dockerignore }),
        ...(choice && !isDefault(choice) ? choice : {}),
      });
  const bytes = strToU8(content);
  if (bytes.length > LARGEST_TEXT) return { ok: false, reason: tooLong(bytes.length) };
  const data = toBase64Url(deflateSync(bytes, { level: 9 }));
  const fragment = `#${KEY}=${alone ? TEXT_ALONE : WITH_OPTIONS}.${data}`;
  return fragment.length > LONGEST_LINK
    ? { ok: false, reason: tooLong(bytes.length) }
    : { ok: true, fragment };
}

/** What a fragment carries; undefined where it is no link of ours. */
export function readLink(fragment: string): Read | undefined {
  const start = `#${KEY}=`;
  if (!fragment.startsWith(start)) return undefined;
  if (fragment.length > LONGEST_LINK) return broken('it is longer than any link made here');
  const [version, data = ''] = fragment.slice(start.length).split('.', 2);
  if (version !== TEXT_ALONE && version !== WITH_OPTIONS)
    return broken('it was made by another version of this site');
  const packed = fromBase64Url(data);
  if (!packed || packed.length === 0) return broken('it was cut off or changed on its way');
  const read = unpack(packed);
  return read.ok && version === WITH_OPTIONS ? readContent(read.text) : read;
}

/** The JSON of version 2. What is of the wrong kind makes the link a broken one; unknown keys are left out. */
function readContent(json: string): Read {
  try {
    const content: unknown = JSON.parse(json);
    if (typeof content !== 'object' || content === null) return broken('it holds no Dockerfile');
    const { dockerfile, dockerignore } = content as { dockerfile?: unknown; dockerignore?: unknown };
    if (typeof dockerfile !== 'string') return broken('it holds no Dockerfile');
    if (dockerignore !== undefined && typeof dockerignore !== 'string')
      return broken('its .dockerignore is no text');
    return { ok: true, text: dockerfile, dockerignore: dockerignore ?? '', choice: readChoice(content) };
  } catch {
    return broken('it was cut off or changed on its way');
  }
}

function unpack(packed: Uint8Array): Read {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  const inflate = new Inflate((chunk, final) => {
    chunks.push(chunk);
    size += chunk.length;
    ended = final;
  });
  try {
    for (let at = 0; at < packed.length; at += PIECE) {
      inflate.push(packed.subarray(at, at + PIECE), at + PIECE >= packed.length);
      if (size > LARGEST_TEXT) return broken(`it holds more than ${LARGEST_TEXT / 1000} kB`);
    }
    if (!ended) return broken('it was cut off or changed on its way');
    const all = new Uint8Array(size);
    let at = 0;
    for (const chunk of chunks) {
      all.set(chunk, at);
      at += chunk.length;
    }
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(all) };
  } catch {
    return broken('it was cut off or changed on its way');
  }
}

function broken(why: string): Read {
  return {
    ok: false,
    reason: `The link could not be read: ${why}. Ask for it again, or paste the Dockerfile.`,
  };
}

function tooLong(bytes: number): string {
  return `This Dockerfile (${Math.ceil(bytes / 1000)} kB) is too long for a link. Download it as a folder instead.`;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** Undefined where a character is none of base64url's. */
function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text)) return undefined;
  try {
    return strToU8(atob(text.replaceAll('-', '+').replaceAll('_', '/')), true);
  } catch {
    return undefined;
  }
}
