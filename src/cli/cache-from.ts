import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { CacheKey } from '../build/index.ts';
import { cannotRead } from './read-dockerfile.ts';
import { CommandError, type Terminal } from './terminal.ts';

/** What an earlier `build --json` left in the cache. */
export interface EarlierRun {
  readonly digests: ReadonlySet<string>;
  /** By instruction, for saying what differs. */
  readonly byInstruction: ReadonlyMap<string, CacheKey>;
}

/** Reads the file that `--cache-from` names. Throws CommandError where it is none that `build --json` wrote. */
export function readEarlierRun(path: string, terminal: Terminal): EarlierRun {
  const whole = resolve(terminal.directory, path);
  let text: string;
  try {
    text = readFileSync(whole, 'utf8');
  } catch (error) {
    throw cannotRead(path, whole, error as NodeJS.ErrnoException);
  }
  const digests = new Set<string>();
  const byInstruction = new Map<string, CacheKey>();
  try {
    const { steps } = JSON.parse(text) as { steps: unknown };
    if (!Array.isArray(steps)) throw new Error('it has no "steps"');
    for (const step of steps as {
      stage?: unknown;
      instruction?: unknown;
      status?: unknown;
      cacheKey?: CacheKey;
    }[]) {
      if (typeof step.cacheKey?.digest !== 'string' || step.status === 'failed') continue;
      digests.add(step.cacheKey.digest);
      if (Array.isArray(step.cacheKey.parts))
        byInstruction.set(`${step.stage} ${step.instruction}`, step.cacheKey);
    }
  } catch (error) {
    throw new CommandError(
      `${path} is not what stagecraft build --json prints: ${(error as Error).message}.`,
      'Save that output to a file first: stagecraft build --json . > before.json',
    );
  }
  return { digests, byInstruction };
}

/** The first thing that differs from the earlier run of the same instruction, in words. */
export function whatDiffers(
  key: CacheKey,
  stage: number,
  instruction: string,
  earlier: EarlierRun,
): string | undefined {
  const before = earlier.byInstruction.get(`${stage} ${instruction}`);
  if (!before) return 'the instruction is new';
  const part = key.parts.find(
    (one) => before.parts.find(({ label }) => label === one.label)?.digest !== one.digest,
  );
  return part === undefined ? undefined : `${part.label} changed`;
}
