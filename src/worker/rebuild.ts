/** Builds twice with one change between: which steps come from the cache, by BuildKit's rules. */
import type { ContextFile } from '../build/context.ts';
import type { CacheKey, StepResult } from '../build/index.ts';
import { buildText } from './build.ts';
import type { ContextChange, RebuildRequest, RebuildView } from './build-messages.ts';
import { stageName, stepView } from './build-view.ts';

/** The change is one line end more, or another value of a build argument. */
export async function rebuild(request: RebuildRequest): Promise<RebuildView> {
  const { change } = request;
  const before = await buildText(request.text, request);
  const keys = new Map<string, CacheKey>();
  for (const step of stepsOf(before.result.stages)) if (step.cacheKey) keys.set(idOf(step), step.cacheKey);
  const cached = new Set([...keys.values()].map((key) => key.digest));
  const after = await buildText(
    request.text,
    {
      ...request,
      files: change.kind === 'file' ? changed(request.files, change.path) : request.files,
      buildArgs: {
        ...request.buildArgs,
        ...(change.kind === 'argument' ? { [change.name]: change.value } : {}),
      },
    },
    { cached, ...(before.result.caches ? { caches: before.result.caches } : {}) },
  );
  const steps = stepsOf(after.result.stages)
    .filter((step) => step.status !== 'skipped' && step.cacheKey !== undefined)
    .map((step) => ({
      ...stepView(step),
      stageName: stageName(after.analysis, step.stage),
      reason: reasonOf(step, keys.get(idOf(step)), change),
    }));
  const { error } = after.result;
  return { kind: 'rebuild', change, steps, ...(error ? { error: error.message } : {}) };
}

function stepsOf(stages: readonly { readonly steps: readonly StepResult[] }[]): StepResult[] {
  return stages.flatMap((stage) => stage.steps);
}

function idOf(step: StepResult): string {
  return `${step.stage} ${step.index}`;
}

function changed(files: readonly ContextFile[], path: string): ContextFile[] {
  return files.map((file) => {
    if (file.path !== path) return file;
    const { content = '' } = file;
    if (typeof content === 'string') return { ...file, content: `${content}\n` };
    return { ...file, content: Uint8Array.from([...content, 10]) };
  });
}

/** Why a step ran again: the first thing in its cache key that is no longer the same. */
function reasonOf(step: StepResult, before: CacheKey | undefined, change: ContextChange): string {
  if (step.status === 'cached') return 'Nothing that it uses has changed.';
  const now = step.cacheKey;
  if (!before || !now) return 'It was not there in the first build.';
  const part = now.parts.find((one, at) => before.parts[at]?.digest !== one.digest);
  const what = change.kind === 'file' ? change.path : change.name;
  if (!part) return 'Something that it uses has changed.';
  if (part.label === 'what stands before it') return 'A step before it ran again.';
  if (part.label === 'the files') return `What it copies is not the same any more (${what}).`;
  return `Not the same any more: ${part.label} (${what}).`;
}
