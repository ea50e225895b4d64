import type { Analysis, Instruction, Stage } from '../dockerfile/index.ts';
import { stageChain } from './goal-context.ts';
import { cleanPath } from './paths.ts';

/** What a container of a stage's image starts. */
export interface ContainerCommand {
  /** ENTRYPOINT and CMD together. */
  readonly argv: readonly string[];
  /** The CMD part of it. */
  readonly cmd: readonly string[];
  /** True where the base image brings the ENTRYPOINT. */
  readonly entrypointInherited: boolean;
  /** Undefined where the base image sets the command. */
  readonly form?: 'exec' | 'shell';
  /** The script of a shell form. */
  readonly script?: string;
  readonly workdir: string;
  readonly path: readonly string[];
  /** False where the base image may bring a part that nobody knows. */
  readonly certain: boolean;
  /** The line that decides: of ENTRYPOINT and CMD the one that goes through a shell, else the later one. */
  readonly instruction?: Instruction;
}

type CommandInstruction = Extract<Instruction, { keyword: 'CMD' | 'ENTRYPOINT' }>;

/** Works out the command of a stage's image. */
export function commandOf(analysis: Analysis, stage: Stage): ContainerCommand {
  const { entrypoint, cmd } = settings(analysis, stage);
  const config = stage.config;
  const base = stage.rootBase;
  const facts = base.kind === 'image' ? base.facts : undefined;
  const known = base.kind === 'scratch' || facts?.entrypoint !== undefined;
  const shell = [entrypoint, cmd].find((line) => line?.command.form === 'shell');
  // A shell-form ENTRYPOINT takes no notice of CMD: it is handed to the shell as $0.
  const argv =
    entrypoint?.command.form === 'shell'
      ? (config.entrypoint ?? [])
      : [...(config.entrypoint ?? []), ...(config.cmd ?? [])];
  const form =
    shell !== undefined ? 'shell' : (entrypoint ?? cmd) !== undefined ? 'exec' : inheritedForm(argv);
  const script = shell?.command.args[0]?.text ?? (form === 'shell' ? argv.at(-1) : undefined);
  const instruction = shell ?? cmd ?? entrypoint;
  return {
    argv,
    cmd: config.cmd ?? [],
    entrypointInherited: entrypoint === undefined,
    workdir: config.workingDir || '/',
    path: (config.env.get('PATH') ?? DEFAULT_PATH).split(':').filter((part) => part !== ''),
    certain: entrypoint !== undefined || known,
    ...(form === undefined ? {} : { form }),
    ...(script === undefined ? {} : { script }),
    ...(instruction === undefined ? {} : { instruction }),
  };
}

/** What the container runtime takes where the image sets no PATH (BuildKit's system.DefaultPathEnvUnix). */
const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/** The ENTRYPOINT and the CMD that hold: an ENTRYPOINT drops a CMD of a stage below it. */
function settings(
  analysis: Analysis,
  stage: Stage,
): { readonly entrypoint?: CommandInstruction; readonly cmd?: CommandInstruction } {
  let entrypoint: CommandInstruction | undefined;
  let cmd: CommandInstruction | undefined;
  for (const link of stageChain(analysis, stage)) {
    let cmdHere = false;
    for (const { expanded } of link.steps) {
      if (expanded.keyword === 'CMD') {
        cmd = expanded;
        cmdHere = true;
      } else if (expanded.keyword === 'ENTRYPOINT') {
        entrypoint = expanded;
        if (!cmdHere) cmd = undefined;
      }
    }
  }
  return { ...(entrypoint === undefined ? {} : { entrypoint }), ...(cmd === undefined ? {} : { cmd }) };
}

function inheritedForm(argv: readonly string[]): 'exec' | 'shell' | undefined {
  if (argv.length === 0) return undefined;
  return argv[0] === '/bin/sh' && argv[1] === '-c' ? 'shell' : 'exec';
}

/**
 * The same command line as people may write it: without the base image's own ENTRYPOINT
 * (`docker-entrypoint.sh node server.js` is `node server.js`), without the shell and a leading `exec`, the
 * program with its whole path (`./server` in /app is `/app/server`, `node` is `/usr/local/bin/node`) or
 * without one.
 */
export function spellings(command: ContainerCommand): readonly string[] {
  const lines = [command.argv];
  if (command.entrypointInherited && command.cmd.length > 0) lines.push(command.cmd);
  if (command.script !== undefined) {
    const words = command.script.trim().split(/\s+/);
    lines.push(words);
    if (words[0] === 'exec') lines.push(words.slice(1));
  }
  const written = new Set<string>();
  for (const [program, ...rest] of lines) {
    if (program === undefined) continue;
    for (const spelling of programSpellings(program, command)) written.add([spelling, ...rest].join(' '));
  }
  return [...written];
}

function programSpellings(program: string, { workdir, path }: ContainerCommand): string[] {
  if (!program.includes('/')) {
    return [program, ...path.map((directory) => cleanPath(program, directory))];
  }
  return [program, cleanPath(program, workdir), program.slice(program.lastIndexOf('/') + 1)];
}
