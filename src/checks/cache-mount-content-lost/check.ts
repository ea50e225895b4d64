import type { Analysis, Range, Stage } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { isWithin, resolvePath } from '../paths.ts';
import { operands, programs, scriptOf } from '../run-script.ts';
import { stepsOf } from '../walk.ts';

interface CacheMount {
  readonly target: string;
  readonly range: Range;
}

const READERS = new Set(['cp', 'mv', 'install', 'ln', 'cat', 'tar', 'strip']);

export default defineCheck({
  name: 'CacheMountContentLost',
  buildkit: false,
  severity: 'warning',
  summary: 'What must be kept should not be left in a cache mount',
  why: 'A cache mount is there only while its own RUN runs. It is no part of the image: afterwards its files are gone, for later steps as for COPY --from.',
  advice: 'Copy what you need out of the cache at the end of the same RUN, and go on with that copy.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      const caches = cacheMounts(analysis, stage, report);
      if (caches.length === 0) continue;
      for (const { source, instruction, kind } of analysis.graph.dependencies) {
        if (kind !== 'copy' || source.kind !== 'stage' || source.index !== stage.index) continue;
        const step = analysis.stages.flatMap((s) => s.steps).find((s) => s.instruction === instruction);
        if (step?.expanded.keyword !== 'COPY') continue;
        for (const word of step.expanded.sources) {
          const path = resolvePath('/', word.text);
          const cache = path && caches.find(({ target }) => isWithin(path, target));
          if (!cache) continue;
          report({
            range: word.range,
            message: `${word.text} was in a cache mount, and is not in the stage's files`,
            related: [{ range: cache.range, message: `this mount keeps ${cache.target} out of the image` }],
          });
        }
      }
    }
  },
});

/** The cache mounts of a stage that no other instruction fills; reports later RUNs that expect their content. */
function cacheMounts(
  analysis: Analysis,
  stage: Stage,
  report: Parameters<ReturnType<typeof defineCheck>['run']>[1],
): CacheMount[] {
  const steps = stepsOf(analysis, stage);
  const mounting = ({ step: { instruction } }: (typeof steps)[number]) =>
    instruction.keyword === 'RUN' && instruction.mounts.some(({ type }) => type === 'cache');
  if (!steps.some(mounting)) return [];
  let caches: CacheMount[] = [];
  for (const { stage: owner, step, cwd } of steps) {
    const { expanded } = step;
    if (expanded.keyword === 'COPY' || expanded.keyword === 'ADD') {
      const destination = resolvePath(cwd, expanded.destination.text);
      // What is copied there is in the image, whatever a mount covers for a while.
      caches = caches.filter(({ target }) => destination === undefined || !isWithin(destination, target));
    }
    if (expanded.keyword !== 'RUN') continue;
    const mounted = expanded.mounts.flatMap(({ target, type, range }) => {
      const path = target && resolvePath(cwd, target.text);
      return path === undefined || path === '/' ? [] : [{ target: path, range, type }];
    });
    const script = scriptOf(analysis, owner, expanded.command);
    const open = caches.filter(({ target }) => !mounted.some((mount) => isWithin(target, mount.target)));
    if (script === undefined || !script.understood) {
      if (open.length > 0) caches = caches.filter((cache) => !open.includes(cache));
    } else {
      let directory = cwd;
      for (const command of programs(script)) {
        if (command.name === 'cd') directory = resolvePath(directory, command.args[0]?.text ?? '/root');
        const words = operands(command);
        const paths = words.map(({ text }) => resolvePath(directory, text));
        const missing = paths.findIndex(
          (path) => path !== undefined && open.some(({ target }) => isWithin(path, target)),
        );
        if (missing === -1) continue;
        const cache = open.find(({ target }) => isWithin(paths[missing] as string, target));
        const reads = READERS.has(command.name) && missing < words.length - 1;
        if (reads && cache && owner === stage && words[missing]) {
          report({
            range: script.rangeOf(words[missing]),
            message: `${words[missing].text} was in a cache mount, which this RUN does not have`,
            related: [{ range: cache.range, message: `this mount keeps ${cache.target} out of the image` }],
          });
        } else {
          // It may put files of its own there, without the mount.
          caches = caches.filter((each) => each !== cache);
        }
      }
    }
    for (const { target, range, type } of mounted) {
      if (type === 'cache' && !caches.some((cache) => cache.target === target))
        caches.push({ target, range });
    }
  }
  return caches;
}
