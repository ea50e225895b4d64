/** What a script runs in, and what it did. */
import type { Identity, ImageTraits, Tool, ToolResult } from '../commands/types.ts';
import type { ScriptNode } from './dialect/tree.ts';
import type { Workspace } from './workspace.ts';

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
  /** Set where a container of the image is started. */
  readonly container?: Container;
}

/** A program that a script is about to run. */
export interface ProgramCall {
  /** The name that it is called by, or the real path of its file. */
  readonly program: string;
  /** The word that it is called by, where a file was found by it. */
  readonly asked?: string;
  readonly args: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  /** Exported variables. */
  readonly env: ReadonlyMap<string, string>;
  readonly user: Identity;
}

/** The container that a script runs in, where it is the one that `docker run` starts and not that of a RUN. */
export interface Container {
  /** Aborted where the script goes on for longer than is followed. */
  readonly signal: AbortSignal;
  /** Answers for programs that a container is there to run: a server, a long sleep. Undefined: it is run as in a RUN. */
  launch(call: ProgramCall): Complete | undefined;
  /** Begins and ends a command behind `&`, and answers for `wait`, `kill`, `jobs` and `fg`. */
  jobs(words: readonly string[]): Complete;
  /** Changes the tree of a script before its shell reads it. */
  transform(ast: ScriptNode): ScriptNode;
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
  /** It was stopped because it went on for longer than is followed. */
  readonly beyondLimits?: true;
}

/** What a shell is started with: `/bin/sh -c`. */
export interface ShellCommand {
  /** Path of the shell as written in SHELL or the default. */
  readonly path: string;
  /** Options before `-c`: `-o pipefail`, `-e`. */
  readonly options: readonly string[];
}

export interface Notes {
  readonly unknown: string[];
  readonly estimated: string[];
  ms: number;
}

export type Complete = Required<ToolResult>;

/** Runs a text with variables in a working directory. */
export type Runner = (
  script: string,
  env: Readonly<Record<string, string>>,
  cwd?: string,
) => Promise<Complete & { readonly env?: Record<string, string> }>;

export type ShellSource =
  | { readonly end: Complete }
  | { readonly text: string; readonly zero: string; readonly args: readonly string[] };
