/** Writes small ustar archives for cases, so that the bytes can be read in the source. */
import { gzipSync } from 'node:zlib';

export interface TarItem {
  readonly path: string;
  readonly content?: string;
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
  /** `2` symbolic link, `1` hard link, `5` directory; a file where absent. */
  readonly flag?: '1' | '2' | '5';
  readonly link?: string;
}

const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;

function member(item: TarItem): Buffer {
  const content = Buffer.from(item.content ?? '');
  const header = Buffer.alloc(512);
  header.write(item.path, 0);
  header.write(octal(item.mode ?? (item.flag === '5' ? 0o755 : 0o644), 8), 100);
  header.write(octal(item.uid ?? 0, 8), 108);
  header.write(octal(item.gid ?? 0, 8), 116);
  header.write(octal(content.length, 12), 124);
  header.write(octal(0, 12), 136);
  header.write('        ', 148);
  header.write(item.flag ?? '0', 156);
  header.write(item.link ?? '', 157);
  header.write('ustar\0' + '00', 257);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const padding = Buffer.alloc((512 - (content.length % 512)) % 512);
  return Buffer.concat([header, content, padding]);
}

/** An archive as base64. */
export function tarBase64(items: readonly TarItem[], compress = false): string {
  const archive = Buffer.concat([...items.map(member), Buffer.alloc(1024)]);
  return (compress ? gzipSync(archive) : archive).toString('base64');
}
