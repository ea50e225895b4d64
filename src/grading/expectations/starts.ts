import type { StartResult } from '../../build/types.ts';
import type { Keyword } from '../../dockerfile/index.ts';
import { builtImage, digestAdvice } from '../built.ts';
import { finalStage, type Judge, MET, placeToLook, unknown, unmet } from '../goal-context.ts';
import { inForce } from '../in-force.ts';
import { tellingLine } from '../telling-line.ts';

/** Whose line decides how it went: USER where the user is not there, ENTRYPOINT where its program cannot be started. */
function blamed(
  start: StartResult | undefined,
  entrypoint: readonly string[] | null,
): readonly [Keyword, ...Keyword[]] {
  const said = start?.message ?? '';
  if (/unable to find (user|group) /.test(said)) return ['USER'];
  const [program] = entrypoint ?? [];
  if (program !== undefined && said.includes(`exec: "${program}"`)) return ['ENTRYPOINT'];
  return ['ENTRYPOINT', 'CMD'];
}

/** A container of the image starts. */
export const starts: Judge<true> = (_, context) => {
  const built = builtImage(context, 'a container of the image starts');
  if ('verdict' in built) return built.verdict;
  const { start } = built.build;
  const stage = finalStage(context.analysis);
  const [keyword, ...others] = blamed(start, built.image.config.entrypoint);
  const line = stage && inForce(context.analysis, stage, keyword, ...others);
  const range = line?.keywordRange ?? placeToLook(context.analysis);
  if (start === undefined || start.status === 'unknown') {
    return unknown(context, {
      message: `Whether a container starts cannot be told: ${start?.why ?? 'nobody tried'}.`,
      range,
      advice: digestAdvice(context) ?? 'Run docker build and docker run to find out.',
    });
  }
  if (start.status === 'ok') return MET;
  const said = start.message ?? (tellingLine(start.stderr ?? '') || 'the program ends at once');
  return unmet(context, {
    message: `docker run fails: ${said}`,
    range,
    cause: start.why,
    ...(start.advice === undefined ? {} : { advice: start.advice }),
  });
};
