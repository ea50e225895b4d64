/**
 * RUN: its user, its mounts, its shell. Words and order of what fails checked against BuildKit 0.25
 * (Docker 28.5).
 */
import type { Heredoc, Mount, RunInstruction } from '../dockerfile/instructions/types.ts';
import type { Dependency, Step } from '../dockerfile/stages/types.ts';
import { lookupImage } from '../images/index.ts';
import { toolsByName } from './commands/index.ts';
import type { ImageTraits } from './commands/types.ts';
import { knownFile } from './filesystem/content.ts';
import { dirname } from './filesystem/path.ts';
import { type Draft, directory, emptySnapshot, type Snapshot } from './filesystem/snapshot.ts';
import type { Provenance } from './filesystem/types.ts';
import { attach, emptyMount, mountTarget, type PreparedMount } from './mounts.ts';
import { commandPresence } from './presence.ts';
import { runProgram, runScript, type ScriptResult, type ScriptWorld } from './shell/interpreter.ts';
import { Workspace } from './shell/workspace.ts';
import type { RunResult, StepEnvironment } from './types.ts';
import { findUser } from './users.ts';

/** What one build remembers between its RUNs. */
export interface RunMemory {
  /** Cache mounts by id: what the last RUN left in them. */
  readonly caches: Map<string, Snapshot>;
  /** Ids of the secrets that are handed in; undefined where every secret is taken to be there. */
  readonly secrets?: ReadonlySet<string>;
}

const DEFAULT_SHELL = ['/bin/sh', '-c'];
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Output past this many characters is cut; a log that long helps nobody. */
const MAX_OUTPUT = 64 * 1024;

/** What a RUN executes, after shell and heredocs have been put together. */
export interface RunCommand {
  readonly argv: readonly string[];
  /** The script that the shell gets; undefined for the exec form. */
  readonly script?: string;
  /** A heredoc with `#!`, which BuildKit mounts as a file and runs. */
  readonly file?: Heredoc;
}

/** The argument vector of a RUN, as BuildKit prints it in errors. */
export function runCommand(instruction: RunInstruction, shell: readonly string[] | null): RunCommand {
  const { command } = instruction;
  if (command.form === 'exec') return { argv: command.args.map((word) => word.text) };
  const prefix = shell ?? DEFAULT_SHELL;
  const text = command.args[0]?.text ?? '';
  const [first] = command.heredocs;
  if (!first) return { argv: [...prefix, text], script: text };
  if (command.heredocs.length === 1 && isBareHeredoc(text)) {
    if (first.content.startsWith('#!')) {
      const file = `/dev/pipes/${first.name}`;
      return { argv: [...prefix, file], script: file, file: first };
    }
    return { argv: [...prefix, first.content], script: first.content };
  }
  const script = command.heredocs.reduce((all, one) => `${all}\n${one.content}${one.name}`, text);
  return { argv: [...prefix, script], script };
}

/** Whether the shell form is nothing but `<<NAME`. */
function isBareHeredoc(text: string): boolean {
  return /^\d*<<-?[^\s<]+$/.test(text.trim());
}

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
  const traits: ImageTraits = {
    ...(image
      ? {
          family: image.os.family,
          ...(image.os.version === null ? {} : { version: image.os.version }),
          libc: image.os.libc,
          packageManager: image.packageManager,
        }
      : draft.stat('/bin/busybox').kind === 'found'
        ? { family: 'busybox' }
        : {}),
    ...(environment.baseReference === undefined ? {} : { reference: environment.baseReference }),
  };
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
    image: traits,
    cwd,
    env,
    tools: toolsByName,
    presence: commandPresence(image, toolsByName),
  };
}

async function execute(command: RunCommand, world: ScriptWorld): Promise<ScriptResult> {
  const [program = ''] = command.argv;
  const missing = startError(program, world);
  if (missing !== undefined) {
    return { stdout: '', stderr: `${missing}\n`, exitCode: 1, unknown: [], estimated: [], estimatedMs: 0 };
  }
  if (command.script === undefined) return runProgram(command.argv, world);
  const options = command.argv.slice(1, -1).filter((option) => option !== '-c');
  if (!/(^|\/)(sh|bash|ash|dash|busybox)$/.test(program)) {
    return runProgram(command.argv, world);
  }
  return runScript(command.script, { path: program, options: options.map(withoutC) }, world);
}

/** `-ec` holds `-c` among others. */
function withoutC(option: string): string {
  return /^-[a-z]+$/.test(option) && option.length > 2 ? option.replace('c', '') : option;
}

/** What runc says of a program that is not there; undefined where it is, or where nobody can tell. */
function startError(program: string, world: ScriptWorld): string | undefined {
  const start = 'runc run failed: unable to start container process: error during container init: exec: ';
  if (program.includes('/')) {
    const found = world.files.stat(program);
    if (found.kind === 'absent') return `${start}"${program}": stat ${program}: no such file or directory`;
    if (found.kind === 'found' && found.entry.type === 'directory')
      return `${start}"${program}": is a directory`;
    if (found.kind === 'found' && (found.entry.mode & 0o111) === 0)
      return `${start}"${program}": permission denied`;
    return undefined;
  }
  const onPath = (world.env.get('PATH') ?? '').split(':').some((directory) => {
    const found = world.files.stat(`${directory}/${program}`);
    return found.kind === 'found' && found.entry.type !== 'directory' && (found.entry.mode & 0o111) !== 0;
  });
  if (onPath || world.presence(program) !== 'absent') {
    const somewhere = (world.env.get('PATH') ?? '')
      .split(':')
      .some((one) => world.files.stat(`${one}/${program}`).kind !== 'absent');
    if (onPath || somewhere) return undefined;
  }
  return `${start}"${program}": executable file not found in $PATH`;
}

/** Secrets that are handed in as variables. Their values are nobody's business: Docker prints stars, too. */
function secretVariables(step: Step, { secrets }: RunMemory): [string, string][] {
  if (step.expanded.keyword !== 'RUN') return [];
  return step.expanded.mounts.flatMap((mount): [string, string][] => {
    if (mount.type !== 'secret' || !mount.env) return [];
    const id = mount.id?.text ?? mount.env.text;
    return secrets && !secrets.has(id) ? [] : [[mount.env.text, '****']];
  });
}

/** A bind mount can be written to only where it says so; a cache mount unless it says otherwise. */
function isReadOnly({ mount }: PreparedMount): boolean {
  return mount.readOnly ?? mount.type === 'bind';
}

/** The edge of the stage graph that a mount stands for. */
function dependencyOf(step: Step, instruction: RunInstruction, index: number): Dependency | undefined {
  const from = instruction.mounts[index]?.from;
  if (!from) return undefined;
  const edges = step.dependencies.filter((edge) => edge.kind === 'mount');
  const before = instruction.mounts.slice(0, index).filter((mount) => mount.from).length;
  return edges[before];
}

interface Prepared {
  readonly mount?: PreparedMount;
  /** Why the step cannot start, in BuildKit's words. */
  readonly error?: string;
}

function prepareMount(
  mount: Mount,
  from: Dependency | undefined,
  environment: StepEnvironment,
  memory: RunMemory,
): Prepared {
  const target = mountTarget(mount, environment.config.workingDir);
  const { provenance } = environment;
  const files = (source: Snapshot, sourcePath: string, keep?: (after: Snapshot) => void): Prepared => ({
    mount: { mount, target, source, sourcePath, ...(keep ? { keep } : {}) },
  });
  switch (mount.type) {
    case 'tmpfs':
      return files(emptyMount(mount, provenance, 0o1777), '/');
    case 'ssh':
      return {};
    case 'secret': {
      const id = mount.id?.text ?? mount.target?.text.split('/').at(-1) ?? 'default';
      if (memory.secrets && !memory.secrets.has(id)) {
        return mount.required ? { error: `secret ${id}: not found` } : {};
      }
      if (mount.env && !mount.target) return {};
      return files(secretFile(id, mount, provenance), '/secret');
    }
    case 'cache': {
      const id = mount.id?.text ?? target;
      const kept = memory.caches.get(id);
      const source = kept ?? (from ? environment.resolve(from) : undefined) ?? emptyMount(mount, provenance);
      const path = kept || !from ? '/' : (mount.source?.text ?? '/');
      return files(source, path, (after) => memory.caches.set(id, after));
    }
    case 'bind': {
      const source = from ? environment.resolve(from) : environment.context.snapshot;
      if (!source)
        return files(unknownDirectory('what the image of the mount holds is not known', provenance), '/');
      const path = absoluteSource(mount.source?.text);
      const found = source.stat(path);
      if (found.kind === 'absent') {
        return {
          error: `failed to compute cache key: failed to calculate checksum of ref ${REF}: "${path}": not found`,
        };
      }
      if (found.kind === 'unknown') return files(unknownDirectory(found.why, provenance), '/');
      // A bind mount can be written to while it lasts where it says rw; nothing of it is kept.
      return files(source, path);
    }
  }
}

/** Stands for the random part of a reference in BuildKit's messages, which differs from build to build. */
export const REF = '…::…';

function absoluteSource(source: string | undefined): string {
  if (source === undefined || source === '' || source === '.') return '/';
  return source.startsWith('/') ? source : `/${source.replace(/^\.\//, '')}`;
}

function secretFile(id: string, mount: Mount, provenance: Provenance): Snapshot {
  const draft = emptySnapshot(provenance).edit();
  draft.put('/secret', {
    type: 'file',
    mode: mount.mode ?? 0o400,
    uid: mount.uid ?? 0,
    gid: mount.gid ?? 0,
    size: { bytes: 0, certainty: 'unknown', why: `the secret ${id} is handed in when the image is built` },
    provenance,
    certainty: 'known',
  });
  return draft.commit();
}

function unknownDirectory(why: string, provenance: Provenance): Snapshot {
  const draft = emptySnapshot(provenance).edit();
  draft.update('/', (entry) => (entry.type === 'directory' ? { ...entry, unlisted: why } : entry));
  return draft.commit();
}

function scriptMount(heredoc: Heredoc, provenance: Provenance): PreparedMount {
  const target = `/dev/pipes/${heredoc.name}`;
  const draft = emptySnapshot(provenance).edit();
  draft.makeDirectories(dirname(target), () => directory(provenance));
  draft.put(target, knownFile(heredoc.content, provenance, { mode: 0o755 }));
  return { mount: BIND, target, source: draft.commit(), sourcePath: target };
}

const BIND: Mount = {
  type: 'bind',
  range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
};
