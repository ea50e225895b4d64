/** Builds a case with RUN by the simulation, and says what it said in the form of `docker.ts`. */

import { contentDigest, dirname } from '../../../src/build/filesystem/index.ts';
import {
  type BuildResult,
  build,
  buildLog,
  createContext,
  type Layer,
  startImage,
} from '../../../src/build/index.ts';
import type { Snapshot } from '../../../src/build/types.ts';
import { type Analysis, analyze } from '../../../src/dockerfile/index.ts';
import { lookupImage } from '../../../src/images/index.ts';
import type { CaseFile } from '../case.ts';
import { contextFiles } from '../simulate.ts';
import { baseFilesOf, type RunCase, type SeenRun, type SeenStart, wholeDockerfile } from './case.ts';
import { fileLine, isBase, readLog } from './docker.ts';

/** Stands for BusyBox, whose bytes no case looks at: a program by its first bytes. */
const BUSYBOX = Buffer.from('\x7fELF stands for busybox', 'latin1').toString('base64');

interface Built {
  readonly analysis: Analysis;
  readonly result: BuildResult;
}

async function buildOne(
  one: RunCase,
  dockerfile: string,
  more: Readonly<Record<string, CaseFile>>,
  args: RunCase['buildArgs'],
  cached?: ReadonlySet<string>,
  caches?: ReadonlyMap<string, Snapshot>,
): Promise<Built> {
  const text = wholeDockerfile(dockerfile, one.only);
  const base = one.only === 'start' ? {} : { ...baseFilesOf(BUSYBOX), 'rootfs/nonce': 'x' };
  const files = { ...base, ...one.files, ...more };
  const analysis = analyze(text, {
    ...(one.only === 'start' ? { lookupImage } : {}),
    ...(one.target === undefined ? {} : { target: one.target }),
    ...(args ? { buildArgs: args } : {}),
  });
  const context = createContext(contextFiles({ name: one.name, dockerfile: text, files }));
  const secrets = new Set(Object.keys(one.secrets ?? {}));
  const world = { context, secrets, ...(cached ? { cached } : {}), ...(caches ? { caches } : {}) };
  return { analysis, result: await build(analysis, world) };
}

/** Builds, builds again, starts: whatever the case asks for. */
export async function simulateRun(one: RunCase): Promise<SeenRun> {
  const first = await buildOne(one, one.dockerfile, {}, one.buildArgs);
  const seen = said(first);
  const { image } = first.result;
  if (!image) return seen;
  if (one.only === 'start') return { log: {}, start: await started(first.result) };
  let cached: string[] | undefined;
  if (one.again) {
    const keys = first.result.stages.flatMap(({ steps }) =>
      steps.flatMap(({ cacheKey }) => cacheKey?.digest ?? []),
    );
    const dockerfile = one.again.dockerfile ?? one.dockerfile;
    const args = { ...one.buildArgs, ...one.again.buildArgs };
    const second = await buildOne(
      one,
      dockerfile,
      one.again.files ?? {},
      args,
      new Set(keys),
      first.result.caches,
    );
    const { log } = said(second);
    cached = Object.keys(log)
      .filter((name) => log[name]?.includes('CACHED') && !name.startsWith('[base '))
      .sort();
  }
  return {
    ...seen,
    files: [...image.snapshot.walk()]
      .filter(({ path }) => !isBase(path))
      .map(({ path, entry }) => lineOf(path, entry))
      .sort(byPath),
    layers: image.layers.map(layerPaths),
    history: image.history.map(({ createdBy, emptyLayer }) => `${emptyLayer ? '(empty) ' : ''}${createdBy}`),
    ...(cached ? { cached } : {}),
    ...(one.start ? { start: await started(first.result) } : {}),
  };
}

function said({ analysis, result }: Built): SeenRun {
  const lines = buildLog(analysis, result, { file: 'Dockerfile', contextBytes: 1000 });
  return readLog(lines.map(({ text }) => text).join('\n'));
}

async function started(result: BuildResult): Promise<SeenStart> {
  if (!result.image) throw new Error('no image');
  const start = await startImage(result.image);
  if (start.status === 'unknown') return { unknown: start.why ?? '' };
  return {
    ...(start.runs ? { runs: true } : { exitCode: start.exitCode ?? 0 }),
    ...(start.status === 'ok' && start.exitCode === undefined && !start.runs ? { open: true } : {}),
    ...(start.message !== undefined ? { error: start.message } : {}),
    ...(start.message === undefined && start.stderr ? { stderr: start.stderr } : {}),
    stdout: start.stdout ?? '',
  };
}

function lineOf(path: string, entry: NonNullable<ReturnType<Snapshot['entry']>>): string {
  const mode = entry.mode.toString(8).padStart(4, '0');
  const { uid, gid } = entry;
  const sha256 = entry.type === 'file' ? contentDigest(entry) : undefined;
  return fileLine({
    path,
    type: entry.type,
    mode,
    uid,
    gid,
    ...(entry.type === 'symlink' ? { link: entry.target } : {}),
    ...(sha256 === undefined ? {} : { sha256 }),
  });
}

function byPath(a: string, b: string): number {
  const [one = ''] = a.split(' ');
  const [other = ''] = b.split(' ');
  return one < other ? -1 : 1;
}

function layerPaths(layer: Layer): string {
  const paths = new Set<string>();
  for (const change of layer.changes) {
    if (change.path === '/') continue;
    if (change.kind === 'delete') paths.add(`-${change.path}`);
    else paths.add(change.path);
    if (change.opaque) paths.add(`-${change.path}/*`);
    for (let at = dirname(change.path); at !== '/'; at = dirname(at)) paths.add(at);
  }
  return [...paths]
    .filter((at) => !isBase(at.replace(/^-/, '')))
    .sort()
    .join(' ');
}
