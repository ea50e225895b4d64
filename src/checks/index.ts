import type { Diagnostic } from '../dockerfile/diagnostic.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';
import { type Check, toDiagnostic } from './define.ts';

/** Every check, BuildKit's and our own, in alphabetical order. */
export const checks: readonly Check[] = [];

/** What the checks find in a Dockerfile, in the order of the text. */
export function runChecks(analysis: Analysis): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const check of checks) check.run(analysis, (finding) => found.push(toDiagnostic(check, finding)));
  return found;
}
