import type { Layer, Size } from '../../build/types.ts';
import { builtImage, digestAdvice, linesRange } from '../built.ts';
import { type Judge, MET, unknown, unmet } from '../goal-context.ts';
import type { Expectation } from '../schema.ts';

const UNITS = { kB: 1000, MB: 1_000_000, GB: 1_000_000_000 } as const;
/** An estimate this near to the limit decides nothing: real images differ from it by more. */
const TOLERANCE = 0.1;

/** Bytes of a size as exercises write it: "25 MB", decimal units as Docker prints them. */
export function parseSize(text: string): number {
  const unit = text.slice(-2) as keyof typeof UNITS;
  return Number(text.slice(0, -2)) * UNITS[unit];
}

/** Bytes as Docker prints them. */
export function sizeText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const [unit, size] =
    bytes < 1_000_000
      ? (['kB', 1000] as const)
      : bytes < 1e9
        ? (['MB', 1e6] as const)
        : (['GB', 1e9] as const);
  return `${Number((bytes / size).toPrecision(3))} ${unit}`;
}

/** The final image is no larger than this on disk. */
export const size: Judge<NonNullable<Expectation['size']>> = (wanted, context) => {
  const built = builtImage(context, 'the image is small enough');
  if ('verdict' in built) return built.verdict;
  const max = parseSize(wanted.max.replace(' ', ''));
  const { image } = built;
  const { bytes, certainty, why } = image.size;
  if (bytes > max * (certainty === 'known' ? 1 : 1 + TOLERANCE)) {
    const largest = [...image.layers].sort((a, b) => b.size.bytes - a.size.bytes)[0];
    return unmet(context, {
      message: `The image has ${about(image.size)}${sizeText(bytes)}; this goal allows ${wanted.max}.`,
      range: linesRange(context, { start: largest?.provenance.line ?? 0 }),
      why: 'Every machine that runs the image downloads and stores all of it.',
      advice: largest === undefined ? 'Leave more behind.' : adviceFor(largest),
    });
  }
  if (certainty === 'known' || (certainty === 'estimated' && bytes <= max * (1 - TOLERANCE))) return MET;
  return unknown(context, {
    message:
      certainty === 'estimated'
        ? `The image has about ${sizeText(bytes)}, which is too near to ${wanted.max} to decide.`
        : `How large the image is cannot be told: ${why ?? 'a step is not modelled'}`,
    advice:
      (certainty === 'unknown' ? digestAdvice(context) : undefined) ??
      'Build it, and look at the size that docker images prints.',
  });
};

function about({ certainty }: Size): string {
  return certainty === 'known' ? '' : certainty === 'estimated' ? 'about ' : 'at least ';
}

function adviceFor(layer: Layer): string {
  const share = sizeText(layer.size.bytes);
  return layer.provenance.kind === 'base'
    ? `The base image of this line has ${share} of it. Is there one that has less?`
    : `This line adds ${share}, more than any other. What of it does the running program need?`;
}
