/**
 * RUN: its user, its mounts, its shell. Words and order of what fails checked against BuildKit 0.25
 * (Docker 28.5).
 */
import type { RunInstruction } from '../dockerfile/instructions/types.ts';
import type { Step } from '../dockerfile/stages/types.ts';
import { lookupImage } from '../images/index.ts';
import { toolsByName } from './commands/index.ts';
import { type Draft, directory, type Snapshot } from './filesystem/snapshot.ts';
import { imageTraits } from './image-traits.ts';
import { attach, type PreparedMount } from './mounts.ts';
import { commandPresence } from './presence.ts';
import { runCommand } from './run/command.ts';
import { type RunMemory, secretVariables } from './run/memory.ts';
import { dependencyOf, isReadOnly, prepareMount, scriptMount } from './run/mounts.ts';
import { execute } from './run/process.ts';
import type { ScriptWorld } from './shell/types.ts';
import { Workspace } from './shell/workspace.ts';
import type { RunResult, StepEnvironment } from './types.ts';
import { findUser } from './users.ts';

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Output past this many characters is cut; a log that long helps nobody. */
const MAX_OUTPUT = 64 * 1024;

/** Runs one RUN instruction; see `RunStep` in types.ts. */
export async function runStep(
  snapshot: Snapshot,
  step: Step,
  environment: StepEnvironment,
  memory: RunMemory,
): Promise<RunResult> {
  const instruction = step.expanded as RunInstruction;
  const { config, provenance } = environment;
  const command = runCommand(instruction, config.shell);
  const failure = (message: string): RunResult => ({
    snapshot,
    stdout: '',
    stderr: '',
    exitCode: 1,
    certainty: 'known',
    failure: message,
  });

  const user = findUser(snapshot, config.user);
  if (user.kind === 'error') return failure(user.message);
  const { identity } = user;

  const draft = snapshot.edit();
  const prepared: PreparedMount[] = [];
  for (const [index, mount] of instruction.mounts.entries()) {
    const ready = prepareMount(mount, dependencyOf(step, instruction, index), environment, memory);
    if (ready.error !== undefined) return failure(ready.error);
    if (ready.mount) prepared.push(ready.mount);
  }
  // runc makes the places where it mounts these; empty, they stay in the layer.
  for (const path of command.file ? ['/proc', '/sys'] : ['/dev', '/proc', '/sys']) {
    if (draft.stat(path).kind === 'absent') draft.put(path, directory(provenance));
  }
  if (command.file) prepared.push(scriptMount(command.file, provenance));
  const detach = attach(draft, prepared, provenance);

  const readOnly = prepared.filter(isReadOnly).map(({ target }) => target);
  const world = scriptWorld(draft, step, environment, identity, readOnly, memory);
  const result = await execute(command, world);
  detach();
  const unknown = [...(user.kind === 'unknown' ? [user.why] : []), ...result.unknown];
  const certainty = unknown.length > 0 ? 'unknown' : result.estimated.length > 0 ? 'estimated' : 'known';
  const why = unknown[0] ?? result.estimated[0];
  return {
    snapshot: draft.commit(),
    stdout: cut(result.stdout),
    stderr: cut(result.stderr),
    exitCode: result.exitCode,
    certainty,
    ...(why === undefined ? {} : { why }),
    estimatedMs: result.estimatedMs,
  };
}

function cut(text: string): string {
  return text.length <= MAX_OUTPUT ? text : `${text.slice(0, MAX_OUTPUT)}\n[output cut after 64 KB]\n`;
}

function scriptWorld(
  draft: Draft,
  step: Step,
  environment: StepEnvironment,
  user: ScriptWorld['user'],
  readOnly: readonly string[],
  memory: RunMemory,
): ScriptWorld {
  const image = environment.baseReference === undefined ? undefined : lookupImage(environment.baseReference);
  const cwd = environment.config.workingDir || '/';
  // HOME is from /etc/passwd unless ENV sets it.
  const env = new Map([
    ['PATH', DEFAULT_PATH],
    ...step.env,
    ...step.variables,
    ...secretVariables(step, memory),
  ]);
  return {
    files: new Workspace(draft, user, environment.provenance, cwd, readOnly),
    user,
    image: imageTraits(image, environment.baseReference, draft),
    cwd,
    env,
    tools: toolsByName,
    presence: commandPresence(image, toolsByName),
  };
}
