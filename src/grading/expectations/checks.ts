import { brokenLine } from '../broken.ts';
import { type Judge, MET, unmet, unreadable } from '../goal-context.ts';

/** The named checks find nothing. */
export const checks: Judge<readonly string[]> = (names, context) => {
  const found = context.findings().filter(({ rule }) => names.includes(rule));
  if (found.length > 0) {
    return unmet(
      context,
      ...found.map(({ message, range, why, advice, related }) => ({ message, range, why, advice, related })),
    );
  }
  const broken = brokenLine(context.analysis, [
    'FROM',
    'ARG',
    'COPY',
    'ADD',
    'RUN',
    'ENV',
    'USER',
    'CMD',
    'ENTRYPOINT',
    'WORKDIR',
  ]);
  return broken === undefined ? MET : unreadable(context, broken);
};
