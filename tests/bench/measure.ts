/**
 * What one measurement says, in milliseconds a call: the round that a quarter of all undercut. What else a machine
 * does only ever adds to a round, so the faster ones tell more of the code than the median does.
 */
export interface Timing {
  readonly name: string;
  readonly quartile: number;
}

/** One thing to measure. */
export interface Contestant {
  readonly name: string;
  readonly call: () => unknown;
}

const ROUNDS = 61;
const ROUND_MS = 12;
/** Rounds before the first that counts: both must be compiled by then, as they are after a few dozen keystrokes. */
const WARM_UP = 80;

/** Calls until `ROUND_MS` have passed and gives ms a call. */
function round(call: () => unknown): number {
  const started = performance.now();
  let calls = 0;
  let elapsed = 0;
  do {
    call();
    calls += 1;
    elapsed = performance.now() - started;
  } while (elapsed < ROUND_MS);
  return elapsed / calls;
}

/**
 * Measures contestants in turn, round by round, so that whatever else the machine does hits all of them
 * alike. Gives the quartile of each; compare them as a ratio only.
 */
export function race(contestants: readonly Contestant[]): Timing[] {
  const rounds = contestants.map(() => [] as number[]);
  for (let index = -WARM_UP; index < ROUNDS; index += 1) {
    contestants.forEach((contestant, at) => {
      const ms = round(contestant.call);
      if (index >= 0) rounds[at]?.push(ms);
    });
  }
  return contestants.map(({ name }, at) => {
    const sorted = (rounds[at] ?? []).sort((a, b) => a - b);
    return { name, quartile: sorted[sorted.length >> 2] ?? Number.NaN };
  });
}
