import type { Analysis, Instruction, Keyword, Stage } from '../dockerfile/index.ts';
import { stageChain } from './goal-context.ts';

/**
 * The last instruction of one of these kinds in a stage or the stages that it builds on, ONBUILD
 * triggers included: the one that holds. Words are expanded. Undefined where only the base image can have
 * set it.
 */
export function inForce(analysis: Analysis, stage: Stage, ...keywords: Keyword[]): Instruction | undefined {
  for (const link of [...stageChain(analysis, stage)].reverse()) {
    const step = link.steps.findLast(({ instruction }) => keywords.includes(instruction.keyword));
    if (step !== undefined) return step.expanded;
  }
  return undefined;
}
