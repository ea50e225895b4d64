import type { Analysis, Range, Stage } from '../../dockerfile/index.ts';
import { defineCheck, type Report } from '../define.ts';
import { baseName, isWithin, resolvePath } from '../paths.ts';
import { mentions, operands, scriptOf } from '../run-script.ts';
import { type PlacedStep, type StageCopy, stageCopies, stepsOf, stepsWith } from '../walk.ts';

interface CacheMount {
  readonly target: string;
  readonly range: Range;
}

const READERS = new Set(['cp', 'mv', 'install', 'ln', 'cat', 'tar', 'strip']);

export default defineCheck({
  name: 'CacheMountContentLost',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['RUN'],
  run(analysis, report) {
    if (!speaksOfCache(analysis)) return;
    const copies = new Map<Stage, StageCopy[]>();
    for (const copy of stageCopies(analysis, stepsWith(analysis, 'COPY'))) {
      const same = copies.get(copy.from);
      if (same === undefined) copies.set(copy.from, [copy]);
      else same.push(copy);
    }
    for (const stage of analysis.stages) {
      const takers = copies.get(stage) ?? [];
      if (!mayLose(stepsOf(analysis, stage), takers)) continue;
      const caches = cacheMounts(analysis, stage, report);
      for (const { step } of caches.length === 0 ? [] : takers) {
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

/** Whether the name of a directory that is a cache mount stands anywhere else: mostly it does not. */
function speaksOfCache(analysis: Analysis): boolean {
  let names: Set<string> | undefined;
  for (const { step } of stepsWith(analysis, 'RUN')) {
    for (const { type, target } of step.expanded.mounts)
      if (type === 'cache' && target) names = (names ?? new Set()).add(baseName(target.text));
  }
  if (names === undefined) return false;
  // With very many names, looking for each would take longer than looking closely.
  if (names.size > 20) return true;
  for (const name of names) {
    for (const { step, cwd } of stepsWith(analysis, 'RUN')) {
      if (mentions(step.expanded.command, name) || cwd?.includes(name)) return true;
    }
    for (const { step } of stepsWith(analysis, 'COPY')) {
      if (step.dependencies.length > 0 && step.instruction.original.includes(name)) return true;
      if (step.dependencies.length > 0 && step.instruction.original.includes('$')) return true;
    }
  }
  return false;
}

/** Whether anything speaks of a place that a cache mount covers: most stages never do. */
function mayLose(steps: readonly PlacedStep[], takers: readonly StageCopy[]): boolean {
  const targets: string[] = [];
  for (const { step, cwd } of steps) {
    const { expanded } = step;
    if (expanded.keyword !== 'RUN') continue;
    const speaks = (target: string) =>
      mentions(expanded.command, baseName(target)) || (cwd !== undefined && isWithin(cwd, target));
    if (targets.some(speaks)) return true;
    for (const { type, target } of expanded.mounts) {
      const path = type === 'cache' && target ? resolvePath(cwd, target.text) : undefined;
      if (path !== undefined && path !== '/') targets.push(path);
    }
  }
  return (
    targets.length > 0 &&
    takers.some(({ step: { expanded } }) =>
      expanded.sources.some(({ text }) =>
        targets.some((target) => isWithin(resolvePath('/', text) ?? '/', target)),
      ),
    )
  );
}

/** The cache mounts of a stage that no other instruction fills; reports later RUNs that expect their content. */
function cacheMounts(analysis: Analysis, stage: Stage, report: Report): CacheMount[] {
  let caches: CacheMount[] = [];
  for (const { stage: owner, step, cwd } of stepsOf(analysis, stage)) {
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
      for (const command of script.programs) {
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
