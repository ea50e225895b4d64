/** One script while it runs: the interpreter with our commands and files in it, the shells that are open, what became unsure. */
import { Bash, type CustomCommand, defineCommand } from 'just-bash/browser';
import { hasMark, withoutMarks as withoutStreams } from '../filesystem/streams.ts';
import { callBundled } from './bundled-calls.ts';
import { asShell } from './dialect/index.ts';
import { BASH_VARIABLES, dashHasPipefail, isPlainVariable } from './dialect/kinds.ts';
import { JOBS, OWN, OWN_COMMANDS, OWN_VARIABLE } from './dialect/own.ts';
import { type StatementNode, simple, statement, word } from './dialect/tree.ts';
import { ShellFileSystem } from './file-system.ts';
import type { Frame } from './frame.ts';
import { LIMIT_REACHED, LIMITS } from './limits.ts';
import { beforeTheError } from './lines.ts';
import { BUILT_IN, DEFAULT_PATH, INTERPRETER_TOOLS, RUN_PROGRAM, SHELLS } from './names.ts';
import { runOwn } from './run-bundled.ts';
import { runFile, runTool } from './run-file.ts';
import { runShell } from './run-shell.ts';
import { commandAt, standIn } from './search.ts';
import { unmarked } from './trace.ts';
import type { Complete, Notes, Runner, ScriptResult, ScriptWorld } from './types.ts';
import { finish, withoutMarks } from './words.ts';
import type { Workspace } from './workspace.ts';
import { WorkspaceError } from './workspace-error.ts';

/** The state of one script; what runs its commands lies in the files beside. */
export class Session {
  readonly world: ScriptWorld;
  readonly notes: Notes = { unknown: [], estimated: [], ms: 0 };
  readonly bash: Bash;
  script = '';
  readonly registered = new Set<string>([...INTERPRETER_TOOLS, ...SHELLS, RUN_PROGRAM]);
  /** The shells that are running, the innermost last. */
  readonly frames: Frame[] = [];
  /** The program that was started without a shell, until it runs: a shell calls itself as it was called. */
  first: string | undefined;
  /** Files that patterns do not find: they were made for the command whose words are being read. */
  readonly hidden = new Set<string>();
  /** More than 0 while a command of the interpreter's own reads files. */
  reading = 0;

  constructor(world: ScriptWorld) {
    this.world = world;
    const commands: CustomCommand[] = [
      defineCommand(RUN_PROGRAM, (args, context) => runFile(this, args, context)),
    ];
    for (const name of OWN_COMMANDS) {
      const called = OWN.slice(OWN.lastIndexOf('/') + 1) + name;
      commands.push(defineCommand(called, async (args, context) => runOwn(this, name, args, context)));
    }
    for (const name of INTERPRETER_TOOLS) {
      if (!world.tools.has(name) && !SHELLS.has(name) && !BUILT_IN.has(name))
        commands.push(defineCommand(name, (args, context) => callBundled(this, name, args, context)));
    }
    for (const name of SHELLS)
      commands.push(defineCommand(name, (args, context) => runShell(this, name, args, context)));
    for (const [name, tool] of world.tools) {
      commands.push(defineCommand(name, (args, context) => runTool(this, tool, name, args, context)));
      this.registered.add(name);
    }
    const { container } = world;
    if (container) {
      const name = OWN.slice(OWN.lastIndexOf('/') + 1) + JOBS;
      commands.push(defineCommand(name, async (args) => container.jobs(args)));
    }
    this.bash = new Bash({
      fs: new ShellFileSystem(() => this.files, {
        unknown: (why) => this.unknown(why),
        reading: () => this.reading > 0,
        hidden: (path) => this.hidden.has(path),
        commandAt: (path) => commandAt(this, path),
        standIn: (path) => standIn(this, path),
      }),
      cwd: world.cwd,
      env: this.environment(),
      customCommands: commands,
      executionLimits: LIMITS,
      processInfo: { pid: 1, ppid: 0, uid: world.user.uid, gid: world.user.gid },
      sleep: async () => {},
    });
    this.bash.registerTransformPlugin({
      name: 'dialect',
      transform: ({ ast }) => {
        const frame = this.frames.at(-1);
        if (!frame) return { ast };
        const shell = asShell(
          container ? container.transform(ast) : ast,
          { ...frame, pipefail: dashHasPipefail(world.image.family, world.image.version) },
          frame,
        );
        // The first shell hands on what it was started with; one within it must be told to.
        const own = this.frames.length > 1 ? exports(frame.given) : [];
        return { ast: { ...shell, statements: [...own, ...shell.statements] } };
      },
    });
  }

  /** Runs a script with a shell of a kind, or a program with arguments and no shell. */
  async run(script: string, frame: Frame, args?: readonly string[]): Promise<ScriptResult> {
    this.script = script;
    const env = this.environment();
    const result = await this.inFrame(
      frame,
      env,
      (text, variables, cwd) =>
        this.bash.exec(text, {
          env: variables,
          replaceEnv: true,
          cwd: cwd ?? this.world.cwd,
          rawScript: true,
          ...(this.world.container ? { signal: this.world.container.signal } : {}),
          ...(args ? { args: [...args] } : {}),
        }),
      script,
    );
    const { stderr, exitCode } = result;
    let { stdout } = result;
    for (const why of this.world.files.draft.streams.lost(stdout)) this.unknown(why);
    if (hasMark(stdout)) {
      stdout = withoutStreams(stdout);
      this.notes.estimated.push('not all that it prints is known');
    }
    const beyondLimits = exitCode !== 0 && LIMIT_REACHED.test(stderr);
    if (beyondLimits) {
      this.unknown(
        'the script runs longer than is followed here (20,000 commands, 10,000 turns of a loop, 4 MB of output)',
      );
    }
    const { unknown, estimated, ms } = this.notes;
    return {
      stdout: unmarked(withoutMarks(stdout)),
      stderr: unmarked(stderr),
      exitCode,
      unknown,
      estimated,
      estimatedMs: ms,
      ...(beyondLimits ? { beyondLimits } : {}),
    };
  }

  /** Runs a script as a shell does: its own words, its exit code, what it leaves to be done in the end. */
  async inFrame(
    frame: Frame,
    env: Readonly<Record<string, string>>,
    run: Runner,
    script: string,
  ): Promise<Complete> {
    const variables: Record<string, string> = { ...env };
    frame.text = script;
    frame.files ??= this.files;
    frame.given = new Set(Object.keys(env));
    for (const name of BASH_VARIABLES) {
      if (isPlainVariable(frame.kind, name, frame.given) && env[name] !== undefined)
        variables[OWN_VARIABLE + name] = env[name];
    }
    this.frames.push(frame);
    const { reading } = this;
    this.reading = 0;
    try {
      const whole = await run(script, variables);
      const first = (await beforeTheError(frame, whole, (text) => run(text, variables))) ?? whole;
      let { stdout, stderr } = first;
      let { exitCode } = first;
      const trap = frame.traps.get('EXIT');
      if (trap) {
        const after = first.env ?? variables;
        const last = await run(atTheEnd(frame, trap, exitCode, after), { ...variables, ...after }, after.PWD);
        stdout += last.stdout;
        stderr += last.stderr;
        exitCode = last.exitCode;
      }
      for (const why of frame.beyond) this.unknown(why);
      return {
        stdout,
        ...finish({ stderr, exitCode }, frame, this.frames.length > 1, (path) =>
          this.world.files.isDirectory(path),
        ),
      };
    } finally {
      this.frames.pop();
      this.reading = reading;
    }
  }

  /** Files as the user of the innermost shell sees them. */
  get files(): Workspace {
    return this.frames.at(-1)?.files ?? this.world.files;
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
    env.PATH ??= DEFAULT_PATH;
    return env;
  }

  /** Says so where a command that cannot read marks is handed one: see `Streams`. */
  marked(name: string, args: readonly string[], stdin: string): void {
    if (hasMark(stdin.slice(0, 4096)) || args.some(hasMark))
      this.unknown(`what ${name} makes of content that is not known cannot be told`);
  }

  unknown(why: string): void {
    if (!this.notes.unknown.includes(why)) this.notes.unknown.push(why);
  }
}

/** What a trap runs when the shell ends: with the functions of the script, and `$?` as it was. */
function atTheEnd(
  frame: Frame,
  trap: string,
  exitCode: number,
  env: Readonly<Record<string, string>>,
): string {
  const code = (value: number) => `${OWN}say ${value}`;
  const traced = /xtrace/.test(env.SHELLOPTS ?? '') ? 'set -x; ' : '';
  return `${frame.definitions.join('\n')}\n${traced}${code(exitCode)}; ${trap}\n${code(exitCode)}`;
}

/** What a shell was started with, it hands on. */
function exports(given: ReadonlySet<string>): StatementNode[] {
  const names = [...given].filter((name) => /^[A-Za-z_]\w*$/.test(name) && !BASH_VARIABLES.has(name));
  return names.length === 0
    ? []
    : [statement([simple([word('export'), ...names.map((name) => word(name))])])];
}
