import { matchesGlob } from '../glob.ts';
import { type Explanation, type Judge, MET, unknown, unmet } from '../goal-context.ts';
import type { Expectation } from '../schema.ts';
import { parseSize, sizeText } from './size.ts';

/** What `.dockerignore` leaves of the build context: its size, and what must not be in it. */
export const context: Judge<NonNullable<Expectation['context']>> = (wanted, given) => {
  const sent = given.build?.context;
  if (sent === undefined) {
    return unknown(given, {
      message: 'Whether the right files are sent to the builder cannot be told without a build.',
      advice: 'Run docker build to find out.',
    });
  }
  if (sent.error !== undefined) {
    return unmet(given, {
      message: `Docker cannot read .dockerignore: ${sent.error}`,
      advice: 'Repair that line.',
    });
  }
  const findings: Explanation[] = [];
  const paths: string[] = [];
  let bytes = 0;
  for (const { path, entry } of sent.snapshot.walk()) {
    if (entry.type === 'directory') continue;
    paths.push(path.slice(1));
    if (entry.type === 'file') bytes += entry.size.bytes;
  }
  for (const pattern of wanted.absent ?? []) {
    const found = paths.find((path) => matchesGlob(pattern, path) || matchesGlob(`${pattern}/**`, path));
    if (found === undefined) continue;
    findings.push({
      message: `${found} is sent to the builder.`,
      why: 'COPY . takes all that is sent, and each of these files can make a step run again.',
      advice: 'Name it in .dockerignore.',
    });
  }
  if (wanted.max !== undefined && bytes > parseSize(wanted.max.replace(' ', ''))) {
    findings.push({
      message: `${sizeText(bytes)} are sent to the builder; this goal allows ${wanted.max}.`,
      why: 'Docker reads and sends the context before the first step.',
      advice: 'Name in .dockerignore what the build does not need.',
    });
  }
  return findings.length === 0 ? MET : unmet(given, ...findings);
};
