/**
 * Runs a script on a workspace. The shell language is interpreted by just-bash; which commands there are,
 * and what they do, is ours.
 */
import { Bash, type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { unlistedPackages } from '../commands/support/packages.ts';
import type { Identity, ImageTraits, Tool, ToolResult } from '../commands/types.ts';
import type { Entry } from '../filesystem/types.ts';
import { ShellFileSystem } from './file-system.ts';
import { type ShellKind, shellKind, translate } from './words.ts';
import { type Workspace, WorkspaceError } from './workspace.ts';

/** Whether a command is in an image, as far as can be told. */
export type Presence = 'present' | 'absent' | 'unknown';

/** What a script runs in. */
export interface ScriptWorld {
  readonly files: Workspace;
  readonly user: Identity;
  readonly image: ImageTraits;
  readonly cwd: string;
  readonly env: ReadonlyMap<string, string>;
  /** The modelled commands by name. */
  readonly tools: ReadonlyMap<string, Tool>;
  /** Whether a command that no file on PATH shows is in the image all the same. */
  readonly presence: (name: string) => Presence;
}

/** What a script did; the files are changed in the workspace. */
export interface ScriptResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
  /** Why the outcome is not sure, in the order in which it became so; empty where it is known. */
  readonly unknown: readonly string[];
  readonly estimated: readonly string[];
  /** Estimated milliseconds on an ordinary machine. */
  readonly estimatedMs: number;
}

/** What a shell is started with: `/bin/sh -c`. */
export interface ShellCommand {
  /** Path of the shell as written in SHELL or the default. */
  readonly path: string;
  /** Options before `-c`: `-o pipefail`, `-e`. */
  readonly options: readonly string[];
}

/** Past these a script is stopped: it is a loop, or nothing that a tutorial needs to follow to its end. */
const LIMITS = {
  maxCommandCount: 20_000,
  maxLoopIterations: 10_000,
  maxCallDepth: 100,
  maxOutputSize: 4 * 1024 * 1024,
  maxStringLength: 8 * 1024 * 1024,
  maxHeredocSize: 4 * 1024 * 1024,
  maxSourceBytes: 1024 * 1024,
  maxExecutionTimeMs: 700,
  maxSedIterations: 20_000,
  maxAwkIterations: 20_000,
  maxTraversalEntries: 100_000,
} as const;

/** What the interpreter says when a limit is reached. */
const LIMIT_REACHED =
  /\b(exceeded execution deadline|exceeded maximum|limit exceeded|size exceeded|depth exceeded|maximum (recursion|call|nesting)|too many (commands|iterations)|increase exec)/;

/** Name under which a program that is no shell script is run; no learner's command has it. */
const RUN_PROGRAM = '__stagecraft_run_program';

/** Commands that the interpreter has and that every system with a shell has. */
export const INTERPRETER_TOOLS: ReadonlySet<string> = new Set(
  (
    'echo cat printf ls mkdir rmdir touch rm cp mv ln chmod pwd readlink head tail wc stat grep fgrep egrep sed awk sort ' +
    'uniq comm cut paste tr rev nl fold expand unexpand strings split tee find basename dirname du env printenv xargs true ' +
    'false bash sh base64 diff date sleep timeout seq expr md5sum sha1sum sha256sum which tac hostname whoami od gzip gunzip zcat'
  ).split(' '),
);

interface Notes {
  readonly unknown: string[];
  readonly estimated: string[];
  ms: number;
}

class Session {
  private readonly world: ScriptWorld;
  private readonly notes: Notes = { unknown: [], estimated: [], ms: 0 };
  private readonly bash: Bash;
  private script = '';
  private readonly registered = new Set<string>([...INTERPRETER_TOOLS, RUN_PROGRAM]);

  constructor(world: ScriptWorld) {
    this.world = world;
    const commands: CustomCommand[] = [
      defineCommand(RUN_PROGRAM, (args, context) => this.runProgram(args, context)),
    ];
    for (const [name, tool] of world.tools) {
      commands.push(defineCommand(name, (args, context) => this.runTool(tool, name, args, context)));
      this.registered.add(name);
    }
    this.bash = new Bash({
      fs: new ShellFileSystem(world.files, {
        unknown: (why) => this.unknown(why),
        commandAt: (path) => this.commandAt(path),
        standIn: (path) => this.standIn(path),
      }),
      cwd: world.cwd,
      customCommands: commands,
      executionLimits: LIMITS,
      processInfo: { pid: 1, ppid: 0, uid: world.user.uid, gid: world.user.gid },
      sleep: async () => {},
    });
  }

  async run(script: string, args: readonly string[] | undefined): Promise<ScriptResult> {
    this.script = script;
    const { stdout, stderr, exitCode } = await this.bash.exec(script, {
      env: this.environment(),
      replaceEnv: true,
      cwd: this.world.cwd,
      rawScript: true,
      ...(args ? { args: [...args] } : {}),
    });
    if (exitCode !== 0 && LIMIT_REACHED.test(stderr)) {
      this.unknown(
        'the script runs longer than is followed here (20,000 commands, 10,000 turns of a loop, 4 MB of output)',
      );
    }
    const { unknown, estimated, ms } = this.notes;
    return { stdout, stderr, exitCode, unknown, estimated, estimatedMs: ms };
  }

  /**
   * The end of a script whose interpretation was broken off. The interpreter passes on what the files say
   * of a redirection instead of failing the one command; where that command decides the script, so do we.
   */
  broken(error: unknown, say: (failure: WorkspaceError) => string, decides: boolean): ScriptResult {
    const { unknown, estimated, ms } = this.notes;
    if (error instanceof WorkspaceError && decides) {
      return { stdout: '', stderr: `${say(error)}\n`, exitCode: 1, unknown, estimated, estimatedMs: ms };
    }
    const reason = error instanceof Error ? error.message : String(error);
    this.unknown(`the shell interpreter cannot follow this script: ${reason}`);
    return { stdout: '', stderr: '', exitCode: 0, unknown, estimated, estimatedMs: ms };
  }

  private environment(): Record<string, string> {
    const env: Record<string, string> = { HOME: this.world.user.home };
    for (const [name, value] of this.world.env) env[name] = value;
    env.PATH ??= '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
    return env;
  }

  private unknown(why: string): void {
    if (!this.notes.unknown.includes(why)) this.notes.unknown.push(why);
  }

  /** Answers the interpreter's search on PATH; undefined where the path is no place for commands. */
  private commandAt(path: string): boolean | undefined {
    const slash = path.lastIndexOf('/');
    const directory = path.slice(0, slash) || '/';
    const name = path.slice(slash + 1);
    if (name === RUN_PROGRAM) return directory === '/bin' || directory === '/usr/bin';
    // A script may put folders on PATH itself; those where programs lie are known by their names.
    if (!COMMAND_DIRECTORIES.has(directory) && !this.isOnPath(directory) && !directory.endsWith('/bin'))
      return undefined;
    const found = this.world.files.stat(path);
    if (found.kind === 'found' && found.entry.type !== 'directory') {
      if (!this.registered.has(name)) {
        // A script is interpreted as it stands; anything else runs by way of its description.
        const program = found.entry.type === 'file' ? found.entry : undefined;
        if (!program || !isShellScript(program)) this.registerProgram(name, found.path);
      }
      return true;
    }
    const unmodelled = this.unmodelledBefore() ?? unlistedPackages(this.world.files);
    // A path of the learner's own, or one that the script spells out: a step that nobody modelled may have made it.
    if (found.kind === 'unknown') {
      const filled = unmodelled !== undefined || !found.why.startsWith('not every file of');
      const own = filled && !COMMAND_DIRECTORIES.has(directory);
      if (own || this.script.includes(path))
        this.unknown(`whether ${path} is there cannot be told: ${found.why}`);
    }
    // Named by PATH but shown by no file: the search ends in the last directory that a system has.
    // (The interpreter runs registered commands from these two alone; from elsewhere it reads the file.)
    if (directory !== '/bin' && directory !== '/usr/bin') return false;
    if (!this.isSearchOpen(name)) return false;
    const presence = this.world.presence(name);
    if (presence === 'absent') {
      if (unmodelled !== undefined) this.unknown(unmodelled);
      return false;
    }
    if (presence === 'unknown' || !this.registered.has(name)) {
      if (!this.registered.has(name)) this.registerUnmodelled(name);
      if (presence === 'unknown') this.unknown(`whether the image has ${name} is not known`);
    }
    return true;
  }

  /** Why any path may be there: an earlier step is not modelled. Undefined where all steps are. */
  private unmodelledBefore(): string | undefined {
    const root = this.world.files.stat('/');
    return root.kind === 'found' && root.entry.type === 'directory' ? root.entry.unlisted : undefined;
  }

  /** Whether no folder of PATH shows the name, but one may hold it unlisted. */
  private isSearchOpen(name: string): boolean {
    let open = false;
    for (const directory of (this.world.env.get('PATH') ?? '').split(':')) {
      const found = this.world.files.stat(`${directory}/${name}`);
      if (found.kind === 'found' && found.entry.type !== 'directory') return false;
      if (found.kind === 'unknown') open = true;
    }
    return open;
  }

  private isOnPath(directory: string): boolean {
    return (this.world.env.get('PATH') ?? '').split(':').includes(directory);
  }

  private registerProgram(name: string, path: string): void {
    this.registered.add(name);
    this.bash.registerCommand(
      defineCommand(name, (args, context) => this.runProgram([path, ...args], context)),
    );
  }

  private registerUnmodelled(name: string): void {
    this.registered.add(name);
    this.bash.registerCommand(
      defineCommand(name, async () => {
        this.unknown(`${name} is not modelled`);
        return { stdout: '', stderr: '', exitCode: 0 };
      }),
    );
  }

  /** An executable that the interpreter is about to read as a script. */
  private standIn(path: string): string | undefined {
    const found = this.world.files.stat(path);
    if (found.kind !== 'found' || found.entry.type === 'directory') return undefined;
    if (found.entry.type === 'file' && isShellScript(found.entry) && !isWrapper(path)) return undefined;
    return `${RUN_PROGRAM} '${path.replaceAll("'", "'\\''")}' "$@"`;
  }

  /** Runs what a file is: a script by its interpreter, a program by what is known of it. */
  private async runProgram(args: readonly string[], context: ResolvedCommandContext): Promise<Complete> {
    const [path = '', ...rest] = args;
    const found = this.world.files.stat(path);
    const entry = found.kind === 'found' && found.entry.type === 'file' ? found.entry : undefined;
    const wrapped = isWrapper(path) ? this.world.tools.get(path.slice(path.lastIndexOf('/') + 1)) : undefined;
    if (wrapped) return this.runTool(wrapped, wrapped.names[0] ?? '', rest, context, path);
    const interpreter = entry?.program?.interpreter ?? (entry && shebang(entry));
    if (interpreter) {
      const [first = ''] = interpreter.split(/[ \t]/, 1);
      if (this.world.files.stat(first).kind === 'absent') {
        return {
          stdout: '',
          stderr: `bash: ${path}: cannot execute: required file not found\n`,
          exitCode: 127,
        };
      }
      const words = [...interpreter.split(/[ \t]+/).filter(Boolean), path, ...rest];
      return this.subshell(words.map(quote).join(' '), context);
    }
    const name = path.slice(path.lastIndexOf('/') + 1);
    const [applet] = rest;
    if (name === 'busybox' && applet !== undefined && this.registered.has(applet)) {
      return this.subshell(rest.map(quote).join(' '), context);
    }
    const tool = this.world.tools.get(name);
    if (tool && entry && entry.content === undefined) return this.runTool(tool, name, rest, context, path);
    this.unknown(`what ${path} does when it runs is not known`);
    return { stdout: '', stderr: '', exitCode: 0 };
  }

  private async runTool(
    tool: Tool,
    name: string,
    args: readonly string[],
    context: ResolvedCommandContext,
    path?: string,
  ): Promise<Complete> {
    const exported = new Map(Object.entries(context.exportedEnv ?? Object.fromEntries(context.env)));
    try {
      const result = await tool.run({
        name,
        ...(path === undefined ? {} : { path }),
        args,
        cwd: context.cwd,
        env: exported,
        stdin: new TextDecoder().decode(Uint8Array.from(String(context.stdin), (char) => char.charCodeAt(0))),
        files: this.world.files.at(context.cwd),
        user: this.world.user,
        image: this.world.image,
        run: (script, options = {}) => this.subshell(script, context, options),
        which: (command) => this.which(command, exported),
        unknown: (why) => this.unknown(why),
        estimated: (why) => {
          if (!this.notes.estimated.includes(why)) this.notes.estimated.push(why);
        },
        takes: (ms) => {
          this.notes.ms += ms;
        },
      });
      return { stdout: result.stdout ?? '', stderr: result.stderr ?? '', exitCode: result.exitCode ?? 0 };
    } catch (error) {
      if (error instanceof WorkspaceError) {
        return { stdout: '', stderr: `${name}: ${error.path}: ${error.sentence}\n`, exitCode: 1 };
      }
      throw error;
    }
  }

  private async subshell(
    script: string,
    context: ResolvedCommandContext,
    options: { readonly cwd?: string; readonly env?: Readonly<Record<string, string>> } = {},
  ): Promise<Complete> {
    if (!context.exec) return { stdout: '', stderr: '', exitCode: 127 };
    const { stdout, stderr, exitCode } = await context.exec(script, {
      cwd: options.cwd ?? context.cwd,
      env: { ...(context.exportedEnv ?? Object.fromEntries(context.env)), ...options.env },
    });
    return { stdout, stderr, exitCode };
  }

  private which(name: string, env: ReadonlyMap<string, string>): string | undefined {
    for (const directory of (env.get('PATH') ?? '').split(':')) {
      const path = `${directory}/${name}`;
      const found = this.world.files.stat(path);
      if (found.kind === 'found' && found.entry.type !== 'directory' && (found.entry.mode & 0o111) !== 0)
        return path;
    }
    if (!this.isSearchOpen(name)) return undefined;
    return this.world.presence(name) === 'absent' ? undefined : `/usr/bin/${name}`;
  }
}

type Complete = Required<ToolResult>;

const COMMAND_DIRECTORIES: ReadonlySet<string> = new Set([
  '/bin',
  '/usr/bin',
  '/sbin',
  '/usr/sbin',
  '/usr/local/bin',
  '/usr/local/sbin',
]);

/** Wrappers of build tools are long scripts that fetch the tool and run it; the tool is modelled instead. */
function isWrapper(path: string): boolean {
  return /(^|\/)(mvnw|gradlew)$/.test(path);
}

function quote(word: string): string {
  return `'${word.replaceAll("'", "'\\''")}'`;
}

/** What stands behind `#!`, or undefined. */
function shebang(entry: Entry): string | undefined {
  if (entry.type !== 'file' || typeof entry.content !== 'string' || !entry.content.startsWith('#!'))
    return undefined;
  return entry.content.slice(2).split('\n', 1)[0]?.trim();
}

/** Whether the interpreter may read a file as shell: text without `#!`, or with that of a shell. */
function isShellScript(entry: Entry): boolean {
  if (entry.type !== 'file' || typeof entry.content !== 'string') return false;
  if (entry.program?.format === 'elf' || entry.content.startsWith('\x7fELF')) return false;
  const interpreter = shebang(entry);
  return interpreter === undefined || /(^|[/ ])(sh|bash|ash|dash)( |$)/.test(interpreter);
}

/**
 * Runs a script as `SHELL OPTIONS -c SCRIPT`.
 * Never throws for what a script does; what the interpreter itself cannot do makes the result unknown.
 */
export async function runScript(
  script: string,
  shell: ShellCommand,
  world: ScriptWorld,
): Promise<ScriptResult> {
  const real = world.files.stat(shell.path);
  const kind = shellKind(real.kind === 'found' ? real.path : shell.path, world.image.family);
  const set = shell.options.length > 0 ? `set ${shell.options.map(quote).join(' ')}; ` : '';
  // dash and ash end a cd that fails with 2, bash with 1.
  const settings =
    kind !== 'bash' && script.includes('cd ') ? `cd() { builtin cd "$@" || return 2; }; ${set}` : set;
  const session = new Session(world);
  try {
    const result = await session.run(settings + script, undefined);
    const lines = result.stderr.split('\n').map((line) => translate(line, kind, shell.path));
    return { ...result, stderr: lines.join('\n') };
  } catch (error) {
    return session.broken(
      error,
      (failure) => cannotWrite(failure, kind, shell.path),
      isOneChain(settings + script),
    );
  }
}

/** Runs a program with arguments and no shell, as the exec form does. `argv[0]` must be there. */
export async function runProgram(argv: readonly string[], world: ScriptWorld): Promise<ScriptResult> {
  const [program = '', ...args] = argv;
  const session = new Session(world);
  try {
    return await session.run(quote(program), args);
  } catch (error) {
    return session.broken(error, (failure) => `${program}: ${failure.path}: ${failure.sentence}`, true);
  }
}

/** Whether a script ends where one of its commands fails: an `&&` chain, or one under `set -e`. */
function isOneChain(script: string): boolean {
  return /^\s*set (-\w*e|'-\w*e)/.test(script) || !/[;\n]|\|\|/.test(script);
}

/** What a shell says of a redirection that cannot be opened for writing. */
function cannotWrite(failure: WorkspaceError, kind: ShellKind, shell: string): string {
  if (kind === 'bash' || kind === 'sh') return `${shell}: line 1: ${failure.path}: ${failure.sentence}`;
  const missing = kind === 'dash' ? 'Directory nonexistent' : 'nonexistent directory';
  const reason = failure.code === 'ENOENT' ? missing : failure.sentence;
  return kind === 'dash'
    ? `${shell}: 1: cannot create ${failure.path}: ${reason}`
    : `${shell}: can't create ${failure.path}: ${reason}`;
}
