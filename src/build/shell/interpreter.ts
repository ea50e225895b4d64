/**
 * Runs a script on a workspace. The shell language is interpreted by just-bash; which commands there are,
 * and what they do, is ours.
 */
import { Bash, type CustomCommand, defineCommand, type ResolvedCommandContext } from 'just-bash/browser';
import { FETCHED } from '../commands/download.ts';
import { unlistedPackages } from '../commands/support/packages.ts';
import type { Identity, ImageTraits, Tool, ToolResult } from '../commands/types.ts';
import type { Entry } from '../filesystem/types.ts';
import { corrected, notFollowed } from './bundled.ts';
import { asShell, OWN, OWN_COMMANDS, OWN_VARIABLE } from './dialect/index.ts';
import { BASH_VARIABLES, dashHasPipefail, isPlainVariable } from './dialect/kinds.ts';
import { type StatementNode, simple, statement, word } from './dialect/tree.ts';
import { ShellFileSystem } from './file-system.ts';
import { type Frame, newFrame, ownCommand, ownName } from './own-commands.ts';
import { finish, type ShellKind, shellKind, withoutMarks } from './words.ts';
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
  /\b(exceeded execution deadline|exceeded maximum|limit exceeded|size exceeded|depth exceeded|maximum (recursion|call|nesting|nested)|too many (commands|iterations)|increase exec)/;

/** Name under which a program is run; no learner's command has it. */
const RUN_PROGRAM = '__stagecraft_run_program';

/** Names of shells, whose scripts are read as each of them reads them. */
const SHELLS: ReadonlySet<string> = new Set(['sh', 'bash', 'dash', 'ash']);

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
  private readonly registered = new Set<string>([...INTERPRETER_TOOLS, ...SHELLS, RUN_PROGRAM]);
  /** The shells that are running, the innermost last. */
  private readonly frames: Frame[] = [];
  /** More than 0 while a command of the interpreter's own reads files. */
  private reading = 0;

  constructor(world: ScriptWorld) {
    this.world = world;
    const commands: CustomCommand[] = [
      defineCommand(RUN_PROGRAM, (args, context) => this.runProgram(args, context)),
    ];
    for (const name of OWN_COMMANDS) {
      const called = OWN.slice(OWN.lastIndexOf('/') + 1) + name;
      commands.push(defineCommand(called, async (args, context) => this.runOwn(name, args, context)));
    }
    for (const name of INTERPRETER_TOOLS) {
      if (!world.tools.has(name) && !SHELLS.has(name) && !BUILT_IN.has(name))
        commands.push(defineCommand(name, (args, context) => this.runBundled(name, args, context)));
    }
    for (const name of SHELLS)
      commands.push(defineCommand(name, (args, context) => this.runShell(name, args, context)));
    for (const [name, tool] of world.tools) {
      commands.push(defineCommand(name, (args, context) => this.runTool(tool, name, args, context)));
      this.registered.add(name);
    }
    this.bash = new Bash({
      fs: new ShellFileSystem(() => this.files, {
        unknown: (why) => this.unknown(why),
        commandAt: (path) => this.commandAt(path),
        standIn: (path) => this.standIn(path),
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
        const shell = asShell(ast, { ...frame, pipefail: this.hasPipefail() }, frame);
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
          ...(args ? { args: [...args] } : {}),
        }),
      script,
    );
    const { stdout, stderr, exitCode } = result;
    if (exitCode !== 0 && LIMIT_REACHED.test(stderr)) {
      this.unknown(
        'the script runs longer than is followed here (20,000 commands, 10,000 turns of a loop, 4 MB of output)',
      );
    }
    const { unknown, estimated, ms } = this.notes;
    return { stdout: withoutMarks(stdout), stderr, exitCode, unknown, estimated, estimatedMs: ms };
  }

  /** Runs a script as a shell does: its own words, its exit code, what it leaves to be done in the end. */
  private async inFrame(
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
      const first = await run(script, variables);
      let { stdout, stderr } = first;
      if (frame.trap !== undefined) {
        const after = first.env ?? variables;
        const last = await run(frame.trap, { ...variables, ...after }, after.PWD);
        stdout += last.stdout;
        stderr += last.stderr;
      }
      for (const why of frame.beyond) this.unknown(why);
      return {
        stdout,
        ...finish({ stderr, exitCode: first.exitCode }, frame, this.frames.length > 1, (path) =>
          this.world.files.isDirectory(path),
        ),
      };
    } finally {
      this.frames.pop();
      this.reading = reading;
    }
  }

  /** Files as the user of the innermost shell sees them. */
  private get files(): Workspace {
    return this.frames.at(-1)?.files ?? this.world.files;
  }

  /** A command of the interpreter's own. What it reads are files, not programs that are about to run. */
  private async runBundled(
    name: string,
    args: readonly string[],
    context: ResolvedCommandContext,
  ): Promise<Complete> {
    const why = notFollowed(name, args);
    if (why !== undefined) {
      this.unknown(`${why} is not modelled`);
      return { stdout: '', stderr: '', exitCode: 0 };
    }
    const backup = name === 'sed' ? inPlaceBackup(args) : undefined;
    if (backup) {
      const files = this.files.at(context.cwd);
      for (const path of backup.paths) {
        if (files.isFile(path)) files.copyFile(path, path + backup.suffix, { preserve: true });
      }
    }
    this.reading += 1;
    try {
      const fixed = name === 'date' && !args.some((word) => /^-[dr]|^--(date|reference)/.test(word));
      if (fixed && !this.notes.estimated.includes(BUILD_TIME_WHY)) this.notes.estimated.push(BUILD_TIME_WHY);
      const words = fixed ? ['-d', BUILD_TIME, ...args] : [...(backup?.args ?? args)];
      const result = await context.origCommand?.(words);
      if (!result) return { stdout: '', stderr: '', exitCode: 127 };
      const complaint = /^\w+: (.+): No such file or directory$/m.exec(result.stderr)?.[1];
      if (complaint !== undefined && this.files.at(context.cwd).stat(complaint).kind === 'found')
        this.unknown(`${name} ${args.join(' ')} is not followed`);
      const { family } = this.world.image;
      const gnu = family === 'debian' || family === 'ubuntu';
      const said = corrected(name, args, result, gnu ? 'gnu' : 'busybox');
      return { ...result, ...said };
    } finally {
      this.reading -= 1;
    }
  }

  private hasPipefail(): boolean {
    return dashHasPipefail(this.world.image.family, this.world.image.version);
  }

  private runOwn(name: string, args: readonly string[], context: ResolvedCommandContext): Complete {
    const exported = new Map(Object.entries(context.exportedEnv ?? Object.fromEntries(context.env)));
    const said = ownCommand(name, args, {
      frame: this.frames.at(-1) ?? newFrame('sh', 'sh', true),
      files: this.files.at(context.cwd),
      which: (command) => this.which(command, exported),
      unknown: (why) => this.unknown(why),
    });
    return { stdout: '', stderr: '', exitCode: 0, ...said };
  }

  /** `sh -c SCRIPT`, `sh FILE`, or a script that comes by stdin. */
  private async runShell(
    name: string,
    args: readonly string[],
    context: ResolvedCommandContext,
  ): Promise<Complete> {
    const kind = this.kindOf(name);
    const options: string[] = [];
    let at = 0;
    let isCommand = false;
    let isInput = false;
    for (; at < args.length; at += 1) {
      const text = args[at] as string;
      if (text === '--') {
        at += 1;
        break;
      }
      if (!/^[-+]./.test(text)) break;
      if (text.startsWith('--')) continue;
      const letters = [...text.slice(1)];
      if (letters.includes('c')) isCommand = true;
      if (letters.includes('s')) isInput = true;
      const kept = letters.filter((letter) => 'euxfvnaC'.includes(letter)).join('');
      if (kept !== '') options.push(text[0] + kept);
      if (letters.includes('o')) options.push(`${text[0]}o`, args[++at] ?? '');
    }
    const rest = args.slice(at);
    const source = this.shellSource(name, kind, rest, { isCommand, isInput }, context);
    if ('end' in source) return source.end;
    const [positional, zero] = [source.args, source.zero];
    const words = [...options.map(quote), ...(positional.length > 0 ? ['--', ...positional.map(quote)] : [])];
    const script = words.length === 0 ? source.text : `set ${words.join(' ')}; ${source.text}`;
    const env = context.exportedEnv ?? Object.fromEntries(context.env);
    return this.inFrame(newFrame(kind, zero, isCommand), env, this.within(context), script);
  }

  /** Text, `$0` and arguments of the script that a shell is called with; or how the call ends without one. */
  private shellSource(
    name: string,
    kind: ShellKind,
    rest: readonly string[],
    { isCommand, isInput }: { readonly isCommand: boolean; readonly isInput: boolean },
    context: ResolvedCommandContext,
  ): ShellSource {
    const end = (exitCode: number, message = '') => ({ end: { stdout: '', stderr: message, exitCode } });
    const [first, ...after] = rest;
    if (isCommand) {
      if (first === undefined)
        return end(
          2,
          kind === 'dash'
            ? `${name}: 0: -c requires an argument\n`
            : `${name}: -c: option requires an argument\n`,
        );
      return { text: first, zero: after[0] ?? name, args: after.slice(1) };
    }
    if (isInput || first === undefined) {
      const input = new TextDecoder().decode(fromLatin1(String(context.stdin)));
      if (input.includes(FETCHED)) {
        this.unknown('a script from the network is run: what it does is not known');
        return end(0);
      }
      return { text: input, zero: name, args: rest };
    }
    const files = this.files.at(context.cwd);
    const found = files.stat(first);
    if (found.kind === 'absent') {
      if (kind === 'dash') return end(2, `${name}: 0: cannot open ${first}: No such file\n`);
      if (kind === 'ash') return end(2, `${name}: can't open ${first}: no such file\n`);
      return end(127, `${name}: ${first}: No such file or directory\n`);
    }
    if (found.kind === 'found' && found.entry.type === 'directory')
      return kind === 'dash'
        ? end(2, `${name}: 0: cannot open ${first}: Is a directory\n`)
        : end(126, `${name}: ${first}: Is a directory\n`);
    const text = found.kind === 'found' ? files.read(first) : undefined;
    if (text === undefined) {
      this.unknown(`what ${first} does when it runs is not known`);
      return end(0);
    }
    return { text, zero: first, args: after };
  }

  private kindOf(name: string): ShellKind {
    const path = name.includes('/') ? name : (this.which(name, new Map(this.world.env)) ?? name);
    const real = this.world.files.stat(path);
    return shellKind(real.kind === 'found' ? real.path : path, this.world.image.family);
  }

  /** Runs a text within the process of a command. */
  private within(context: ResolvedCommandContext): Runner {
    return async (script, env, cwd) => {
      if (!context.exec) return { stdout: '', stderr: '', exitCode: 127 };
      const variables = env.PATH === undefined ? { ...env, PATH: DEFAULT_PATH } : { ...env };
      return context.exec(script, {
        cwd: cwd ?? context.cwd,
        env: variables,
        replaceEnv: true,
        ...(String(context.stdin) === '' ? {} : { stdin: String(context.stdin), stdinKind: 'bytes' }),
      });
    };
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

  private unknown(why: string): void {
    if (!this.notes.unknown.includes(why)) this.notes.unknown.push(why);
  }

  /** Answers the interpreter's search on PATH; undefined where the path is no place for commands. */
  private commandAt(path: string): boolean | undefined {
    const slash = path.lastIndexOf('/');
    const directory = path.slice(0, slash) || '/';
    const name = path.slice(slash + 1);
    if (CONTROL.test(name)) return false;
    if (name === RUN_PROGRAM || ownName(name) !== undefined)
      return directory === '/bin' || directory === '/usr/bin';
    // A script may put folders on PATH itself; those where programs lie are known by their names.
    if (!COMMAND_DIRECTORIES.has(directory) && !this.isOnPath(directory) && !directory.endsWith('/bin'))
      return undefined;
    const found = this.world.files.stat(path);
    if (found.kind === 'found' && found.entry.type !== 'directory') {
      if (!this.registered.has(name)) {
        this.registerProgram(name, found.path);
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
    if (this.reading > 0 || found.kind !== 'found' || found.entry.type === 'directory') return undefined;
    if ((found.entry.mode & 0o111) === 0) return undefined;
    return `${RUN_PROGRAM} '${path.replaceAll("'", "'\\''")}' "$@"`;
  }

  /** Runs what a file is: a script by its interpreter, a program by what is known of it. */
  private async runProgram(args: readonly string[], context: ResolvedCommandContext): Promise<Complete> {
    const [path = '', ...rest] = args;
    const found = this.world.files.stat(path);
    const entry = found.kind === 'found' && found.entry.type === 'file' ? found.entry : undefined;
    const wrapped = isWrapper(path) ? this.world.tools.get(path.slice(path.lastIndexOf('/') + 1)) : undefined;
    if (wrapped) return this.runTool(wrapped, wrapped.names[0] ?? '', rest, context, path);
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (SHELLS.has(name) && entry && entry.content === undefined) return this.runShell(name, rest, context);
    const typed = this.asTyped(path, context.cwd);
    const interpreter = entry?.program?.interpreter ?? (entry && shebang(entry));
    if (interpreter !== undefined && interpreter !== '') {
      const [first = ''] = interpreter.split(/[ \t]/, 1);
      // A carriage return at the end of the line is part of the name.
      if (first.includes('\r') || this.world.files.stat(first).kind === 'absent') {
        return {
          stdout: '',
          stderr: `bash: ${typed}: cannot execute: required file not found\n`,
          exitCode: 127,
        };
      }
      const [, argument] = /^[^ \t]+[ \t]+([\s\S]*)$/.exec(interpreter) ?? [];
      const words = [first, ...(argument === undefined ? [] : [argument]), typed, ...rest];
      return this.subshell(words.map(quote).join(' '), context, { bare: true });
    }
    if (entry && isShellScript(entry)) return this.runShell('sh', [typed, ...rest], context);
    const [applet] = rest;
    if (name === 'busybox' && applet !== undefined && this.registered.has(applet)) {
      return this.subshell(rest.map(quote).join(' '), context, { bare: true });
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
        files: this.files.at(context.cwd),
        user: this.files.user,
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

  /** A path as the script at hand writes it. */
  private asTyped(path: string, cwd: string): string {
    const files = this.world.files.at(cwd);
    for (const name of this.frames.at(-1)?.lines.keys() ?? []) {
      if (!name.includes('/') || name === path) continue;
      const found = files.stat(name);
      if (found.kind === 'found' && found.path === path) return name;
    }
    return path;
  }

  /** Runs a script by `sh -c`, as programs do; `bare` runs one command without a shell of its own. */
  private async subshell(
    script: string,
    context: ResolvedCommandContext,
    options: {
      readonly cwd?: string;
      readonly env?: Readonly<Record<string, string>>;
      readonly user?: Identity;
      readonly bare?: boolean;
    } = {},
  ): Promise<Complete> {
    if (!context.exec) return { stdout: '', stderr: '', exitCode: 127 };
    const env = { ...(context.exportedEnv ?? Object.fromEntries(context.env)), ...options.env };
    const cwd = options.cwd ?? context.cwd;
    if (!options.bare) {
      const frame = newFrame(this.kindOf('/bin/sh'), 'sh', true);
      if (options.user) frame.files = this.files.as(options.user);
      const run = this.within(context);
      return this.inFrame(frame, env, (text, variables, at) => run(text, variables, at ?? cwd), script);
    }
    const { stdout, stderr, exitCode } = await this.within(context)(script, env, cwd);
    return { stdout, stderr, exitCode };
  }

  private which(name: string, env: ReadonlyMap<string, string>): string | undefined {
    if (CONTROL.test(name)) return undefined;
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

/** Every build takes place at this moment, so that the same Dockerfile gives the same image. */
const BUILD_TIME = '@1795219200';
const BUILD_TIME_WHY = 'the time is that of the build; 21 November 2026 stands for it';

/** Bundled commands that the shell itself has, which never are looked for. */
const BUILT_IN: ReadonlySet<string> = new Set(['true', 'false', 'pwd']);

/** `sed -i.bak SCRIPT FILE…`: the copy that is kept, and the arguments without it. */
function inPlaceBackup(
  args: readonly string[],
):
  | { readonly suffix: string; readonly paths: readonly string[]; readonly args: readonly string[] }
  | undefined {
  const at = args.findIndex((word) => /^-i.+|^--in-place=.+/.test(word));
  if (at < 0) return undefined;
  const suffix = (args[at] as string).replace(/^-i|^--in-place=/, '');
  if (suffix.includes('*') || suffix.includes('/')) return undefined;
  const words = args.filter((word, one) => one !== at && !word.startsWith('-'));
  const hasScript = args.some((word) => /^-[ef]|^--(expression|file)/.test(word));
  return {
    suffix,
    paths: hasScript ? words : words.slice(1),
    args: args.map((word, one) => (one === at ? '-i' : word)),
  };
}

/** What a shell was started with, it hands on. */
function exports(given: ReadonlySet<string>): StatementNode[] {
  const names = [...given].filter((name) => /^[A-Za-z_]\w*$/.test(name) && !BASH_VARIABLES.has(name));
  return names.length === 0
    ? []
    : [statement([simple([word('export'), ...names.map((name) => word(name))])])];
}

/** Runs a text with variables in a working directory. */
type Runner = (
  script: string,
  env: Readonly<Record<string, string>>,
  cwd?: string,
) => Promise<Complete & { readonly env?: Record<string, string> }>;

type ShellSource =
  | { readonly end: Complete }
  | { readonly text: string; readonly zero: string; readonly args: readonly string[] };

const DEFAULT_PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function fromLatin1(text: string): Uint8Array {
  return Uint8Array.from(text, (char) => char.charCodeAt(0));
}

/** No program has a name with a line end in it, which files with CRLF ask for. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x1f]/;

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
  return entry.content
    .slice(2)
    .split('\n', 1)[0]
    ?.replace(/^[ \t]+|[ \t]+$/g, '');
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
  const session = new Session(world);
  try {
    return await session.run(set + script, newFrame(kind, shell.path, true));
  } catch (error) {
    return session.broken(
      error,
      (failure) => cannotWrite(failure, kind, shell.path),
      isOneChain(set + script),
    );
  }
}

/** Runs a program with arguments and no shell, as the exec form does. `argv[0]` must be there. */
export async function runProgram(argv: readonly string[], world: ScriptWorld): Promise<ScriptResult> {
  const [program = '', ...args] = argv;
  const session = new Session(world);
  try {
    return await session.run(quote(program), newFrame('sh', program, true), args);
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
