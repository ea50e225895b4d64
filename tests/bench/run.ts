// `npm run bench`: how fast the engine reads and judges a Dockerfile, as a ratio against packages that do a
// part of the same, measured in the same run; and how many bytes it is. Goals stand beside the figures.
import { createRequire } from 'node:module';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { runChecks } from '../../src/checks/index.ts';
import { analyze } from '../../src/dockerfile/index.ts';
import { parseDockerfile } from '../../src/dockerfile/parser/index.ts';
import { SourceText } from '../../src/dockerfile/source.ts';
import { race } from './measure.ts';
import { large, learner, typed } from './samples.ts';
import { engineSizes } from './size.ts';

const require = createRequire(import.meta.url);
const version = (name: string): string => require(`${name}/package.json`).version;
const us = (ms: number): string => `${(ms * 1000).toFixed(0).padStart(7)} µs`;

/** Calls with one text after the other, as keystrokes come. */
function each(texts: readonly string[], call: (text: string) => unknown): () => unknown {
  let next = 0;
  return () => call(texts[next++ % texts.length] as string);
}

console.log(
  `Node ${process.versions.node}; dockerfile-ast ${version('dockerfile-ast')}, dockerfile-utils ${version('dockerfile-utils')}`,
);
for (const [size, text, line] of [
  ['31 lines', learner, 'npm run build'],
  ['500 lines', large, 'make "STEP='],
] as const) {
  const [parse, peerParse] = race([
    { name: 'parse', call: () => parseDockerfile(new SourceText(text)) },
    { name: 'dockerfile-ast', call: () => DockerfileParser.parse(text) },
  ]);
  const texts = typed(text, line);
  const [judge, peerJudge] = race([
    { name: 'analyze and all checks', call: () => runChecks(analyze(text)) },
    { name: 'dockerfile-utils validate', call: () => validate(text) },
  ]);
  const [keystroke, peerKeystroke] = race([
    { name: 'the same, while a line is typed', call: each(texts, (text) => runChecks(analyze(text))) },
    { name: 'dockerfile-utils validate', call: each(texts, (text) => validate(text)) },
  ]);
  if (!parse || !peerParse || !judge || !peerJudge || !keystroke || !peerKeystroke)
    throw new Error('a race gave no result');
  console.log(`\n${size}`);
  for (const [mine, peer, goal] of [
    [parse, peerParse, 2.5],
    [judge, peerJudge, 4],
    [keystroke, peerKeystroke, 4],
  ] as const) {
    const ratio = peer.quartile / mine.quartile;
    console.log(
      `  ${mine.name.padEnd(32)} ${us(mine.quartile)}   ${peer.name.padEnd(26)} ${us(peer.quartile)}   ` +
        `${ratio.toFixed(2)} times as fast (goal ${goal}: ${ratio >= goal ? 'met' : 'MISSED'})`,
    );
  }
}

console.log('\nbytes, minified and compressed, without the prose');
const sizes = await engineSizes();
for (const [part, size] of [
  ['front end', sizes.frontEnd],
  ['with the 22 checks that Docker has', sizes.dockerChecks],
  ['with all checks', sizes.allChecks],
] as const) {
  console.log(`  ${part.padEnd(38)} ${size.minified} minified, ${size.gzip} gzip`);
}
console.log(`  goal for all: 30000 gzip: ${sizes.allChecks.gzip < 30_000 ? 'met' : 'MISSED'}`);
