/**
 * Commands that the interpreter brings along (grep, sed, sort …). They know nothing of the families of systems: what
 * they say wrongly is put right here, and what they do wrongly is said to be unknown.
 */
import type { Flavour } from '../commands/support/flavour.ts';

export interface BundledResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/** Why a call of a bundled command is not followed; undefined where it is. */
export function notFollowed(name: string, args: readonly string[]): string | undefined {
  if (name === 'od' && args.some((word) => /^-\w*t|^--format|^-x$|^-j|^-N/.test(word)))
    return 'od with a format';
  if (name === 'split') return 'split';
  if (name === 'tr' && args.some((word) => /^-[a-z]*t|^--truncate|\[.\*\d*\]/.test(word)))
    return 'tr -t and [x*]';
  if (name === 'seq' && args.some((word) => /^-f|^--format/.test(word))) return 'seq -f';
  if (name === 'printf' && args.some((word) => /%[-+ #0-9.*]*[gGaA]/.test(word))) return 'printf with %g';
  if (name === 'date' && args.some((word) => /^-I.|^--iso|^\+.*%-?\d*N/.test(word)))
    return 'date with parts of a second or an -I with more than the day';
  if (name === 'date' && args.some((word) => RELATIVE.test(word))) return 'date with a time told by words';
  return undefined;
}

/** A time that is told by words: `2 weeks ago`, `+1 day`. */
const RELATIVE =
  /(?:^|[\s=\d])(?:ago|now|today|yesterday|tomorrow|next|last|(?:second|sec|minute|min|hour|day|week|month|year)s?)\b/;

/** What the real tool says instead. */
export function corrected(
  name: string,
  args: readonly string[],
  result: BundledResult,
  flavour: Flavour,
): BundledResult {
  const gnu = flavour === 'gnu';
  const { stderr, exitCode } = result;
  const missing = /^(\w+): (.+): No such file or directory$/gm;
  if (name === 'head' || name === 'tail') {
    if (!gnu) return result;
    return {
      ...result,
      stderr: stderr.replace(missing, "$1: cannot open '$2' for reading: No such file or directory"),
    };
  }
  if (name === 'base64' && args.some((word) => /^-\w*[dD]|^--decode/.test(word)) && exitCode === 0)
    return result;
  return result;
}
