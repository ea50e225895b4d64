// `node tests/robustness/run.ts [how many] [seed]`: feeds the front end and the checks with mutated Dockerfiles (200,000
// where no number is given) and fails at the first exception or range outside the text, with the text that did it.
// Then says how the time grows with the length of a text.
import { runChecks } from '../../src/checks/index.ts';
import { analyze, SourceText } from '../../src/dockerfile/index.ts';
import { readInstructions } from '../../src/dockerfile/instructions/index.ts';
import { parseDockerfile } from '../../src/dockerfile/parser/index.ts';
import { mutate, random } from './mutate.ts';
import { rangeProblem, rangesIn } from './ranges.ts';
import { sampleTexts } from './samples.ts';

const [count = 200_000, seed = 1] = process.argv.slice(2).map(Number);
const texts = sampleTexts();
const next = random(seed);

for (let index = 0; index < count; index++) {
  const text = mutate(texts[index % texts.length] as string, next);
  try {
    const analysis = analyze(text);
    const findings = runChecks(analysis);
    const source = new SourceText(text);
    const parsed = parseDockerfile(source);
    const read = readInstructions(parsed);
    for (const range of rangesIn([parsed, read, analysis.diagnostics, analysis.graph, findings])) {
      const problem = rangeProblem(source, range);
      if (problem !== undefined) throw new Error(problem);
    }
  } catch (error) {
    console.error(`mutation ${index} of seed ${seed}: ${JSON.stringify(text)}`);
    throw error;
  }
}
console.log(`${count} mutations of ${texts.length} Dockerfiles: no exception, every range inside its text`);

/** Texts that a careless reader takes quadratic time for. */
const growing: Record<string, (size: number) => string> = {
  'instructions of a line': (size) => `FROM a\n${'RUN make\n'.repeat(size / 9)}`,
  'one statement of many lines': (size) => `FROM a\nRUN b${' \\\n c'.repeat(size / 5)}\n`,
  'heredocs without an end': (size) => `FROM a\n${'RUN <<E\n'.repeat(size / 8)}`,
  'heredocs with other names': (size) =>
    `FROM a\n${Array.from({ length: size / 12 }, (_, at) => `RUN <<E${at}\n`).join('')}`,
  'stages upon each other': (size) =>
    Array.from({ length: size / 20 }, (_, at) => `FROM s${at - 1} AS s${at}\n`).join(''),
  'cache mounts in stages upon each other': (size) =>
    Array.from(
      { length: size / 80 },
      (_, at) => `FROM s${at - 1} AS s${at}\nCOPY --from=s0 /a /b\nRUN --mount=type=cache,target=/c x /c/y\n`,
    ).join(''),
  'images with a stage nearly of their name': (size) =>
    Array.from({ length: size / 40 }, (_, at) => `FROM i${at} AS s${at}\nCOPY --from=s${at}x /a /b\n`).join(
      '',
    ),
  'half-typed instructions': (size) => `FROM a\n${'RUM make\n'.repeat(size / 9)}`,
  'flags on lines of their own': (size) => `FROM a\nCOPY ${'--exclude=a \\\n'.repeat(size / 14)}a b\n`,
  'braces in braces': (size) => `FROM a\nENV A=${'${b:-\\\n'.repeat(size / 7)}\n`,
  'all ports, again and again': (size) => `FROM a\n${'EXPOSE 1-65535\n'.repeat(size / 15)}`,
  'variables in quotes': (size) => `FROM a\n${'ENV a="$b $c$d ef"\n'.repeat(size / 20)}`,
  'comments and blanks': (size) => '# a\n\n \\\n'.repeat(size / 8),
};
const time = (text: string): number => {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 5; round++) {
    const started = performance.now();
    runChecks(analyze(text));
    best = Math.min(best, performance.now() - started);
  }
  return best;
};
/** Eight times the text may take this many times the time: quadratic would be 64. */
const MOST_GROWTH = 32;
for (const [name, make] of Object.entries(growing)) {
  const [small, large] = [time(make(20_000)), time(make(160_000))];
  console.log(
    `${name.padEnd(30)} 20 kB ${small.toFixed(1)} ms, 160 kB ${large.toFixed(1)} ms: ${(large / small).toFixed(1)} times for 8`,
  );
  if (large > MOST_GROWTH * Math.max(small, 1)) {
    console.error(`${name}: time grows too fast`);
    process.exitCode = 1;
  }
}
