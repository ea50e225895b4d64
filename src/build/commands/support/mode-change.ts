import { ModeError, parseMode } from '../../execute/mode.ts';

/** A change of permission bits. */
export type ModeChange = (mode: number, isDirectory: boolean) => number;

const UMASK = 0o022;

/**
 * A mode as chmod(1) reads it: octal digits or `u+x,go=r`. A clause that names nobody leaves alone what
 * the umask takes away. Undefined for what is no mode.
 * @param keepsSpecial GNU keeps setuid and setgid of a directory under an octal mode of up to four digits
 */
export function modeChange(text: string, keepsSpecial = false): ModeChange | undefined {
  try {
    if (/^[0-9]/.test(text)) {
      const { octal = 0 } = parseMode(text);
      return (mode, isDirectory) =>
        keepsSpecial && isDirectory && text.length < 5 ? octal | (mode & 0o6000) : octal;
    }
    const clauses = text.split(',').map((clause) => ({
      change: parseMode(clause),
      anybody: /^[-+=]/.test(clause),
    }));
    return (mode, isDirectory) =>
      clauses.reduce((now, { change, anybody }) => {
        const next = change.apply(now, isDirectory);
        return anybody ? (next & ~UMASK) | (now & UMASK) : next;
      }, mode);
  } catch (error) {
    if (error instanceof ModeError) return undefined;
    throw error;
  }
}
