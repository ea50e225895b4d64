/** A shell reads a script line by line: what stands before a line that it cannot read has run by then. */
import { OWN } from './dialect/own.ts';
import type { Frame } from './frame.ts';
import type { Complete } from './types.ts';

/** How many shorter beginnings of a script are tried. */
const TRIES = 40;

/**
 * Runs what stands before the line of a syntax error.
 * @param whole what the interpreter said of the whole script, of which it then has run nothing
 * @returns what that and the error said; undefined where there is no such error, or nothing before it
 */
export async function beforeTheError<T extends Complete>(
  frame: Frame,
  whole: T,
  run: (text: string) => Promise<T>,
): Promise<T | undefined> {
  const at = Number(/Parse error at (\d+):/.exec(whole.stderr)?.[1] ?? 1);
  if (whole.exitCode === 0 || at < 2 || whole.stdout !== '') return undefined;
  const lines = frame.text.split('\n');
  for (let count = at - 1; count > 0 && count > at - TRIES; count -= 1) {
    frame.isPast = false;
    const said = await run(`${lines.slice(0, count).join('\n')}\n${OWN}past`);
    if (/Parse error at \d+:/.test(said.stderr) && said.stdout === '') continue;
    // It may have ended before it came to that line.
    if (!frame.isPast) return said;
    return { ...said, exitCode: whole.exitCode, stderr: said.stderr + whole.stderr };
  }
  return undefined;
}
