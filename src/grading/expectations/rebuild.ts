import { builtImage, linesRange } from '../built.ts';
import { listOf, matchesGlob } from '../glob.ts';
import { type Explanation, type Judge, MET, unknown, unmet } from '../goal-context.ts';
import type { Expectation } from '../schema.ts';

/** After this change, these steps come from the cache. */
export const rebuild: Judge<NonNullable<Expectation['rebuild']>> = (
  { change, cached, ifPresent },
  context,
) => {
  const built = builtImage(context, 'the right steps come from the cache');
  if ('verdict' in built) return built.verdict;
  const again = built.build.rebuilds?.find((one) => one.change === change)?.result;
  if (again === undefined) {
    return unknown(context, { message: `What is built again when ${change} changes was not tried.` });
  }
  const steps = again.stages.filter(({ status }) => status !== 'skipped').flatMap((stage) => stage.steps);
  const findings = listOf(cached).flatMap((pattern): Explanation[] => {
    const matching = steps.filter(({ step }) =>
      matchesGlob(pattern, commandText(step.instruction.original), { anything: true }),
    );
    if (matching.length === 0) {
      if (ifPresent) return [];
      return [
        {
          message: `No step that the image needs looks like "${pattern}".`,
          advice: 'Give that work an instruction of its own, so that Docker can keep its result.',
        },
      ];
    }
    const ran = matching.find(({ status }) => status !== 'cached');
    if (ran === undefined) return [];
    const line = ran.step.instruction.lines.start;
    return [
      {
        message: `When ${change} changes, line ${line + 1} runs again.`,
        range: linesRange(context, { start: line }),
        why: 'Docker takes a step from its cache only while nothing that it stands on has changed: no line before it, and no file that was copied.',
        advice: 'Copy in front of it only the files that this step reads. The others can come after it.',
      },
    ];
  });
  return findings.length === 0 ? MET : unmet(context, ...findings);
};

/** An instruction on one line, its flags left out: `RUN npm ci`. */
function commandText(original: string): string {
  const words = original.split(/\s+/).filter(Boolean);
  const [keyword = '', ...rest] = words;
  while (rest[0]?.startsWith('--')) rest.shift();
  return [keyword.toUpperCase(), ...rest].join(' ');
}
