/** Commands that do nothing but wait: sleep and tail -f. */
import type { Scope } from './scope.ts';

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400 };

/** How many seconds `sleep` with these arguments takes; undefined where it does not understand them. */
export function sleepSeconds(args: readonly string[]): number | undefined {
  let sum = 0;
  for (const arg of args) {
    if (/^inf(inity)?$/i.test(arg)) sum = Number.POSITIVE_INFINITY;
    else {
      const match = /^(\d{1,9}(?:\.\d{0,9})?|\.\d{1,9})([smhd]?)$/.exec(arg);
      if (!match) return undefined;
      sum += Number(match[1]) * (UNITS[match[2] ?? ''] ?? 1);
    }
  }
  return args.length === 0 ? undefined : sum;
}

/** What `tail -f` comes to: it goes on, or there is nothing that it could follow. */
export type Following = { readonly kind: 'goes-on' } | { readonly kind: 'ends'; readonly missing: string };

/** Undefined where tail is not to follow anything. */
export function tailFollows(scope: Scope, args: readonly string[]): Following | undefined {
  const options = args.filter((arg) => /^-[^-]/.test(arg) && !/^-\d/.test(arg));
  const letters = options.map((arg) => arg.replace(/n\d*$/, '')).join('');
  const retries = letters.includes('F');
  if (!retries && !letters.includes('f') && !args.some((arg) => /^--follow/.test(arg))) return undefined;
  const files = args.filter(
    (arg, at) => !arg.startsWith('-') && !/^(-\w*n|-c|--lines|--bytes)$/.test(args[at - 1] ?? ''),
  );
  const missing = files.filter((path) => !path.startsWith('/dev/') && scope.stat(path).kind === 'absent');
  if (retries || files.length === 0 || missing.length < files.length) return { kind: 'goes-on' };
  return { kind: 'ends', missing: missing[0] ?? '' };
}
