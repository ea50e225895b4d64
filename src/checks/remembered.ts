import type { Analysis, Stage } from '../dockerfile/index.ts';

/**
 * A function that works out its answer for each stage once for the analysis at hand, and forgets all of them
 * when it is asked about another. Checks run over one analysis after the other, so that nothing more is needed;
 * a WeakMap over what comes and goes with every keystroke makes the garbage collector slow.
 */
export function remembered<Value>(
  work: (analysis: Analysis, stage: Stage) => Value,
): (analysis: Analysis, stage: Stage) => Value {
  let current: Analysis | undefined;
  let answers: { readonly value: Value }[] = [];
  return (analysis, stage) => {
    if (analysis !== current) {
      current = analysis;
      answers = [];
    }
    let answer = answers[stage.index];
    if (answer === undefined) {
      answer = { value: work(analysis, stage) };
      answers[stage.index] = answer;
    }
    return answer.value;
  };
}
