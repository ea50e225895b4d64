// `npm run bench`: how fast the engine reads and judges a Dockerfile, as a ratio against packages that do a
// part of the same, measured in the same run; and how many bytes it is. Goals stand beside the figures.
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { DockerfileParser } from 'dockerfile-ast';
import { validate } from 'dockerfile-utils';
import { rolldown } from 'rolldown';
import { runChecks } from '../../src/checks/index.ts';
import { analyze } from '../../src/dockerfile/index.ts';
import { parseDockerfile } from '../../src/dockerfile/parser/index.ts';
import { SourceText } from '../../src/dockerfile/source.ts';
import { race } from './measure.ts';
import { large, learner } from './samples.ts';

/** Bytes of an entry point, minified, and minified and compressed. */
async function bytes(entry: string): Promise<{ minified: number; gzip: number }> {
  const bundle = await rolldown({
    input: fileURLToPath(new URL(entry, import.meta.url)),
    logLevel: 'silent',
  });
  const { output } = await bundle.generate({ format: 'es', minify: true });
  const code = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  return { minified: Buffer.byteLength(code), gzip: gzipSync(code, { level: 9 }).length };
}

const require = createRequire(import.meta.url);
const version = (name: string): string => require(`${name}/package.json`).version;
const us = (ms: number): string => `${(ms * 1000).toFixed(0).padStart(7)} µs`;

console.log(
  `Node ${process.versions.node}; dockerfile-ast ${version('dockerfile-ast')}, dockerfile-utils ${version('dockerfile-utils')}`,
);
for (const [size, text] of [
  ['31 lines', learner],
  ['500 lines', large],
] as const) {
  const [parse, peerParse] = race([
    { name: 'parse', call: () => parseDockerfile(new SourceText(text)) },
    { name: 'dockerfile-ast', call: () => DockerfileParser.parse(text) },
  ]);
  const [judge, peerJudge] = race([
    { name: 'analyze and all checks', call: () => runChecks(analyze(text)) },
    { name: 'dockerfile-utils validate', call: () => validate(text) },
  ]);
  if (!parse || !peerParse || !judge || !peerJudge) throw new Error('a race gave no result');
  console.log(`\n${size}`);
  for (const [mine, peer, goal] of [
    [parse, peerParse, 2.5],
    [judge, peerJudge, 4],
  ] as const) {
    const ratio = peer.median / mine.median;
    console.log(
      `  ${mine.name.padEnd(24)} ${us(mine.median)}   ${peer.name.padEnd(26)} ${us(peer.median)}   ` +
        `${ratio.toFixed(2)} times as fast (goal ${goal}: ${ratio >= goal ? 'met' : 'MISSED'})`,
    );
  }
}

const { minified, gzip } = await bytes('./front-end.ts');
console.log(
  `\nfront end and checks: ${minified} bytes minified, ${gzip} gzip (goal 30000: ${gzip < 30_000 ? 'met' : 'MISSED'})`,
);
