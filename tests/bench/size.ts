import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rolldown } from 'rolldown';
import { checks } from '../../src/checks/index.ts';

const source = join(import.meta.dirname, '../../src');

/** Bytes of something bundled, minified, and minified and compressed (gzip, level 9). */
export interface Size {
  readonly minified: number;
  readonly gzip: number;
}

/**
 * What the engine weighs before a build is asked for, without the prose, which is loaded beside it:
 * the front end alone, with the checks that Docker has too, and with all checks.
 */
export async function engineSizes(): Promise<Record<'frontEnd' | 'dockerChecks' | 'allChecks', Size>> {
  const analyze = `export { analyze } from ${quoted('dockerfile/index.ts')};`;
  const docker = dockerChecks().map(
    (folder) => `export * as ${folder.replaceAll('-', '_')} from ${quoted(`checks/${folder}/check.ts`)};`,
  );
  return {
    frontEnd: await sizeOf(analyze),
    dockerChecks: await sizeOf([analyze, ...docker].join('\n')),
    allChecks: await sizeOf(`${analyze} export { runChecks } from ${quoted('checks/index.ts')};`),
  };
}

function quoted(path: string): string {
  return JSON.stringify(join(source, path));
}

/** The folders of the checks that `docker build --check` has. */
function dockerChecks(): string[] {
  const names = new Set(checks.filter(({ buildkit }) => buildkit).map(({ name }) => name.toLowerCase()));
  const folders = readdirSync(join(source, 'checks'), { withFileTypes: true });
  const found = folders.map(({ name }) => name).filter((name) => names.has(name.replaceAll('-', '')));
  if (found.length !== names.size)
    throw new Error(`${names.size} checks, but ${found.length} folders of them`);
  return found;
}

async function sizeOf(code: string): Promise<Size> {
  const entry = 'virtual:entry';
  const bundle = await rolldown({
    input: entry,
    logLevel: 'silent',
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? id : null),
        load: (id) => (id === entry ? code : null),
      },
    ],
  });
  const { output } = await bundle.generate({ format: 'es', minify: true, comments: false });
  const minified = output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('');
  return { minified: Buffer.byteLength(minified), gzip: gzipSync(minified, { level: 9 }).length };
}
