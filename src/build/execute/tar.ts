/** Reads tar archives: ustar, GNU long names and pax headers, as much as ADD needs of them. */

/** One member of an archive. */
export interface TarMember {
  /** As stored, without a trailing slash: `./a/b`, `a/b`. */
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'hardlink' | 'other';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes of a file; empty for others. */
  readonly content: Uint8Array;
  /** Target of a link. */
  readonly link: string;
}

const BLOCK = 512;
const decoder = new TextDecoder();

function text(block: Uint8Array, from: number, length: number): string {
  const field = block.subarray(from, from + length);
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}

/** An octal number, or GNU's base 256 for what does not fit. */
function number(block: Uint8Array, from: number, length: number): number {
  if ((block[from] ?? 0) & 0x80) {
    let value = (block[from] ?? 0) & 0x7f;
    for (let at = from + 1; at < from + length; at++) value = value * 256 + (block[at] ?? 0);
    return value;
  }
  const digits = text(block, from, length).trim();
  return digits === '' ? 0 : Number.parseInt(digits, 8);
}

function checksumHolds(block: Uint8Array): boolean {
  let sum = 0;
  for (let at = 0; at < BLOCK; at++) sum += at >= 148 && at < 156 ? 32 : (block[at] ?? 0);
  return sum === number(block, 148, 8);
}

/** Records of a pax header: `length key=value\n`, length in bytes. */
function pax(content: Uint8Array): Map<string, string> {
  const records = new Map<string, string>();
  for (let at = 0; at < content.length; ) {
    const blank = content.indexOf(32, at);
    const length = blank < 0 ? 0 : Number(decoder.decode(content.subarray(at, blank)));
    if (!(length > 0)) break;
    const record = decoder.decode(content.subarray(blank + 1, at + length - 1));
    const equals = record.indexOf('=');
    if (equals > 0) records.set(record.slice(0, equals), record.slice(equals + 1));
    at += length;
  }
  return records;
}

const kinds: Record<string, TarMember['type']> = {
  '0': 'file',
  '\0': 'file',
  '7': 'file',
  '1': 'hardlink',
  '2': 'symlink',
  '5': 'directory',
};

/** Whether bytes start like a tar archive: a whole first block whose checksum holds. */
export function looksLikeTar(bytes: Uint8Array): boolean {
  return bytes.length >= BLOCK && checksumHolds(bytes.subarray(0, BLOCK));
}

/** The members of an archive, in order. Ends quietly at the first block that is no header. */
export function readTar(bytes: Uint8Array): TarMember[] {
  const members: TarMember[] = [];
  let longName: string | undefined;
  let longLink: string | undefined;
  let extra = new Map<string, string>();
  for (let at = 0; at + BLOCK <= bytes.length; ) {
    const block = bytes.subarray(at, at + BLOCK);
    if (block.every((byte) => byte === 0) || !checksumHolds(block)) break;
    const flag = String.fromCharCode(block[156] ?? 0);
    const size = extra.has('size') ? Number(extra.get('size')) : number(block, 124, 12);
    const content = bytes.subarray(at + BLOCK, at + BLOCK + size);
    at += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
    if (flag === 'x') {
      extra = pax(content);
      continue;
    }
    if (flag === 'g') continue;
    if (flag === 'L' || flag === 'K') {
      const name = text(content, 0, content.length);
      if (flag === 'L') longName = name;
      else longLink = name;
      continue;
    }
    const prefix = text(block, 257, 5) === 'ustar' ? text(block, 345, 155) : '';
    const stored = text(block, 0, 100);
    const path = extra.get('path') ?? longName ?? (prefix === '' ? stored : `${prefix}/${stored}`);
    const slashed = path.endsWith('/') && (kinds[flag] === 'file' || kinds[flag] === undefined);
    members.push({
      path: path.replace(/\/$/, ''),
      type: slashed ? 'directory' : (kinds[flag] ?? 'other'),
      mode: number(block, 100, 8) & 0o7777,
      uid: extra.has('uid') ? Number(extra.get('uid')) : number(block, 108, 8),
      gid: extra.has('gid') ? Number(extra.get('gid')) : number(block, 116, 8),
      content: kinds[flag] === 'file' ? content : new Uint8Array(),
      link: extra.get('linkpath') ?? longLink ?? text(block, 157, 100),
    });
    longName = undefined;
    longLink = undefined;
    extra = new Map();
  }
  return members;
}
