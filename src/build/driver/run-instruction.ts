/** A RUN within its stage: its cache key, its layer, what stops the build. */
import type { Stage, Step } from '../../dockerfile/stages/types.ts';
import { runKey, treeDigest } from '../cache.ts';
import type { Build } from '../driver.ts';
import { quoted } from '../execute/outcome.ts';
import { markUnlisted, nameUnknownContent } from '../marks.ts';
import { runCommand } from '../run/command.ts';
import { runStep } from '../run.ts';
import type { BuildError, StepEnvironment, StepResult } from '../types.ts';
import { addLayer, plain, statusOf } from './results.ts';
import { worse } from './sizes.ts';
import type { Progress } from './types.ts';

/** Executes a RUN, and keeps what it did in `progress`. */
export async function runInstruction(
  build: Build,
  stage: Stage,
  index: number,
  step: Step,
  progress: Progress,
  environment: StepEnvironment,
): Promise<StepResult> {
  const instruction = step.expanded;
  if (instruction.keyword !== 'RUN') throw new Error('not a RUN');
  const { argv } = runCommand(instruction, progress.config.shell);
  const key = runKey(progress.key, step, environment, argv, mounted(step, environment));
  const before = progress.snapshot;
  const result = await runStep(before, step, environment, build.memory);
  const after = nameUnknownContent(before, result.snapshot, key.digest);
  const unsure = result.certainty === 'unknown';
  const why = result.why ?? 'it cannot be told what this step does';
  const failure = runFailure(step, argv, result);
  if (failure) build.error ??= failure;
  progress.snapshot = unsure
    ? markUnlisted(after, `line ${step.instruction.lines.start + 1}: ${why}`)
    : after;
  progress.key = key;
  progress.certainty = worse(progress.certainty, result.certainty);
  const args = [...step.args.keys()].map((name) => `${name}=${step.variables.get(name) ?? ''}`);
  const given = args.length > 0 ? `|${args.length} ${args.join(' ')} ` : '';
  const createdBy = `RUN ${given}${argv.join(' ')} # buildkit`;
  const layer = failure
    ? undefined
    : addLayer(progress, before, createdBy, environment.provenance, unsure ? why : undefined);
  return {
    ...plain(stage, index, step),
    status: failure ? 'failed' : statusOf(build, key),
    certainty: result.certainty,
    ...(result.why === undefined ? {} : { why: result.why }),
    ...(layer ? { layer } : {}),
    stdout: result.stdout,
    stderr: result.stderr,
    ...(failure ? { error: failure } : {}),
    cacheKey: key,
    ...(result.estimatedMs === undefined ? {} : { estimatedMs: result.estimatedMs }),
  };
}

/** Why a RUN stops the build; nothing where its exit code rests on something unknown. */
function runFailure(
  step: Step,
  argv: readonly string[],
  result: Awaited<ReturnType<typeof runStep>>,
): BuildError | undefined {
  const said = `process ${quoted(argv.join(' '))} did not complete successfully: `;
  const { lines } = step.instruction;
  if (result.failure !== undefined) {
    const message = result.failure.startsWith('unable to') ? said + result.failure : result.failure;
    return { message, lines };
  }
  if (result.exitCode === 0 || result.certainty === 'unknown') return undefined;
  return { message: `${said}exit code: ${result.exitCode}`, lines, exitCode: result.exitCode };
}

function mounted(step: Step, environment: StepEnvironment): { target: string; digest: string }[] {
  if (step.expanded.keyword !== 'RUN') return [];
  const edges = step.dependencies.filter((edge) => edge.kind === 'mount');
  let edge = 0;
  const out: { target: string; digest: string }[] = [];
  for (const mount of step.expanded.mounts) {
    const from = mount.from ? edges[edge++] : undefined;
    if (mount.type !== 'bind') continue;
    const files = from ? environment.resolve(from) : environment.context.snapshot;
    const source = mount.source?.text ?? '/';
    const path = source.startsWith('/') ? source : `/${source.replace(/^\.\/?/, '')}`;
    out.push({ target: mount.target?.text ?? '/', digest: files ? treeDigest(files, path) : 'unknown' });
  }
  return out;
}
