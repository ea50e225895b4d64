import type { Analysis } from '../../../src/dockerfile/index.ts';

/** The image at the bottom of a stage, stages that build on stages followed; undefined for scratch. */
export function baseOf(analysis: Analysis, stage: number): string | undefined {
  const base = analysis.stages[stage]?.base;
  if (base?.kind === 'stage') return baseOf(analysis, base.index);
  return base?.kind === 'image' ? base.reference : undefined;
}
