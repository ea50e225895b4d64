/** Docker's answer against the simulation's, with the last words of a RUN that failed. */
import type { SeenExercise } from '../exercises/case.ts';
import { type Comparison, compare } from '../exercises/compare.ts';
import type { Simulated } from '../exercises/simulate.ts';

/** Lines that say nothing of the failure: where npm keeps its log, how long go took, what is new of pip. */
const NOISE =
  /^(?:$|npm notice|npm error A complete log|npm error notsup Actual: |\[notice\]|Node\.js v|FAIL$|exit status )/;

export function compareWords(docker: SeenExercise, simulation: Simulated): Comparison {
  const simulated = withoutStamp(simulation);
  const all = compare(docker, simulated);
  // The tree of the stand-ins has this folder already.
  const seen = {
    ...all,
    differs: all.differs.filter((line) => !line.startsWith('file /root/.cache: Docker undefined')),
  };
  const theirs = docker.error?.words;
  const ours = simulated.error?.words;
  if (theirs === undefined || simulated.error?.line !== docker.error?.line) return seen;
  const [last, mine] = [telling(theirs), telling(ours ?? [])];
  if (last === mine) return { ...seen, agrees: seen.agrees + 1 };
  const line = `words: Docker ${JSON.stringify(last)}, simulated ${JSON.stringify(mine)}`;
  return { ...seen, differs: [...seen.differs, line] };
}

/** The last line that says something; times and addresses left out. */
function telling(words: readonly string[]): string {
  const line = words.findLast((one) => !NOISE.test(one.trim())) ?? '';
  return line

    .replace(/missing packages and no YES option: .*/, 'missing packages and no YES option: …')
    .replace(/running go [\d.]+;/, 'running go …;')
    .replace('/usr/lib/go-1.27/', '/usr/local/go/')
    .replace(/\b\d+\.\d+m?s\b/g, '…s')
    .replace(/\t\(cached\)/, '\t…s');
}

/** The name of npm's log is the time of the call. */
function withoutStamp(simulated: Simulated): Simulated {
  const { start } = simulated;
  if (start?.said === undefined) return simulated;
  return { ...simulated, start: { ...start, said: start.said.replace(/_logs\/\S+/, '_logs/…') } };
}
