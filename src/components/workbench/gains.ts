import type { StagePicture } from '../../worker/messages.ts';
import { bytes, count } from './html.ts';

/**
 * What an answer gained over the start, in sentences: the base before and after, and what stays behind.
 * Only what is known is said; a size without a source is left out.
 */
export function gains(start: readonly StagePicture[], now: readonly StagePicture[]): string[] {
  const before = start.find((stage) => stage.role === 'ships');
  const after = now.find((stage) => stage.role === 'ships');
  if (!before || !after) return [];
  const said: string[] = [];
  const from = rootName(start, before);
  const to = rootName(now, after);
  if (from !== to) {
    said.push(
      before.size && after.size && after.size.bytes < before.size.bytes
        ? `The image now stands on \`${to}\` (${size(after)}) instead of \`${from}\` (${size(before)}).`
        : `The image now stands on \`${to}\` instead of \`${from}\`.`,
    );
  }
  const left = now.filter((stage) => stage.role === 'left');
  if (left.length > 0) {
    const names = left.map((stage) => stage.name ?? `stage ${stage.index}`).join(', ');
    said.push(
      `${count(left.length, 'stage')} did the work and ${left.length === 1 ? 'stays' : 'stay'} behind: ${names}. What was installed there is not in what you ship.`,
    );
  }
  const dates = [before.size?.date, after.size?.date].filter((date) => date !== undefined).sort();
  if (said[0]?.includes('(') && dates.at(-1))
    said.push(`Sizes of the base images on disk, as of ${dates.at(-1)}.`);
  return said;
}

function size({ size: known }: StagePicture): string {
  return known ? `${known.estimated ? 'about ' : ''}${bytes(known.bytes)}` : '';
}

/** The base at the bottom of a chain of stages. */
function rootName(stages: readonly StagePicture[], stage: StagePicture): string {
  let here = stage;
  for (let steps = 0; steps < stages.length; steps++) {
    const on = here.takes.find((take) => take.kind === 'from')?.stage;
    const below = on === undefined ? undefined : stages[on];
    if (!below) break;
    here = below;
  }
  return here.base;
}
