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
  if (name === 'expr' && args.includes(':')) return 'expr with a pattern';
  if (name === 'awk' && args.some((word) => /\b(system|getline)\b|\|\s*"/.test(word)))
    return 'awk that runs commands';
  return undefined;
}

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
  if (name === 'sed') {
    const pattern = /^sed: .*unterminated substitution pattern$/m.exec(stderr);
    if (pattern) {
      const script = args.find((word) => !word.startsWith('-')) ?? '';
      const said = gnu
        ? `sed: -e expression #1, char ${script.length}: unterminated \`s' command`
        : `sed: unmatched '${script[1] ?? '/'}'`;
      return { ...result, stderr: `${said}\n`, exitCode: 1 };
    }
    if (gnu && /No such file or directory$/m.test(stderr))
      return {
        ...result,
        stderr: stderr.replace(missing, "$1: can't read $2: No such file or directory"),
        exitCode: 2,
      };
    return result;
  }
  if (name === 'grep' || name === 'egrep' || name === 'fgrep') {
    const recursive = args.some((word) => /^-\w*[rR]/.test(word) || word === '--recursive');
    const last = args.at(-1) ?? '';
    // The paths of a search under `.` begin with it.
    if (!recursive || last !== '.' || exitCode > 1) return result;
    const stdout = result.stdout
      .split('\n')
      .map((line) => (line === '' || line.startsWith('./') ? line : `./${line}`))
      .join('\n');
    return { ...result, stdout };
  }
  if (name === 'base64' && args.some((word) => /^-\w*[dD]|^--decode/.test(word)) && exitCode === 0)
    return result;
  return result;
}
