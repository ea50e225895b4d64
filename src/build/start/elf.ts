/** The few facts of an ELF file that decide whether it starts (System V ABI, chapter 5; linux/elf.h). */

export interface ElfFacts {
  /** `e_machine`: 62 is x86-64, 183 is arm64. */
  readonly machine: number;
  /** Path of the dynamic loader (PT_INTERP); absent for a static program. */
  readonly loader?: string;
}

const PT_INTERP = 3;
const MAX_HEADERS = 64;

/** Whether bytes begin as an ELF file does. */
export function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}

/** Reads a 64-bit little-endian ELF header; undefined where the bytes hold none that is whole. */
export function readElf(bytes: Uint8Array): ElfFacts | undefined {
  if (!isElf(bytes) || bytes.length < 64 || bytes[4] !== 2 || bytes[5] !== 1) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const machine = view.getUint16(18, true);
  const start = Number(view.getBigUint64(32, true));
  const size = view.getUint16(54, true);
  const count = Math.min(view.getUint16(56, true), MAX_HEADERS);
  for (let index = 0; index < count; index += 1) {
    const at = start + index * size;
    if (at + 56 > bytes.length) return undefined;
    if (view.getUint32(at, true) !== PT_INTERP) continue;
    const from = Number(view.getBigUint64(at + 8, true));
    const length = Number(view.getBigUint64(at + 32, true));
    if (from + length > bytes.length || length > 4096) return undefined;
    const loader = new TextDecoder().decode(bytes.subarray(from, from + length)).replace(/\0.*$/s, '');
    return { machine, loader };
  }
  return { machine };
}
