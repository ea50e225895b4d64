import type { Analysis } from '../dockerfile/index.ts';

/**
 * A function that works out each answer once for the analysis at hand and forgets all of them when it is
 * asked about another. Checks run over one analysis after the other, so that nothing more is needed; a
 * WeakMap over what comes and goes with every keystroke makes the garbage collector slow.
 */
export function remembered<Key, Value>(
  work: (analysis: Analysis, key: Key) => Value,
): (analysis: Analysis, key: Key) => Value {
  let current: Analysis | undefined;
  let answers = new Map<Key, Value>();
  return (analysis, key) => {
    if (analysis !== current) {
      current = analysis;
      answers = new Map();
    }
    let answer = answers.get(key);
    if (answer === undefined && !answers.has(key)) {
      answer = work(analysis, key);
      answers.set(key, answer);
    }
    return answer as Value;
  };
}
