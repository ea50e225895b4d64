/** The conformance cases: Dockerfiles, each with what Docker says of it. They live outside of the repository. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** One line of cases.jsonl; its README tells what the fields mean. */
export interface Case {
  readonly id: string;
  readonly dockerfile: string;
  readonly parse: Record<string, unknown>;
  readonly instructionError?: string | null;
  readonly stages?: unknown;
  readonly check?: { readonly warnings?: unknown; readonly error?: unknown; readonly errorLines?: unknown };
  readonly targets?: unknown;
  readonly outline?: unknown;
}

const repository = fileURLToPath(new URL('../..', import.meta.url));

/** Where the cases are looked for: `$STAGECRAFT_SHARED`, else `../shared` beside the repository. */
export const casesFile = join(
  resolve(repository, process.env.STAGECRAFT_SHARED ?? '../shared'),
  'conformance/frontend/cases.jsonl',
);

/** All cases; undefined where there are none on this machine. */
export function readCases(): Case[] | undefined {
  if (!existsSync(casesFile)) return undefined;
  const lines = readFileSync(casesFile, 'utf8').split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Case);
}
