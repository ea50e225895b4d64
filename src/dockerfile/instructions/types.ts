import type { LineRange, Range } from '../source.ts';

/**
 * What each instruction says, typed. One union, told apart by `keyword`. Words stand as written
 * (quotes and variables included); `Step.expanded` (stages/types.ts) holds the same instruction with
 * its words expanded as BuildKit expands them.
 */

/** A word of an instruction: its text and where it stands. */
export interface Word {
  readonly text: string;
  readonly range: Range;
}

/** `--name=value` or `--name`, as written before the arguments. */
export interface Flag {
  readonly name: string;
  /** Absent for a flag without `=`. */
  readonly value?: string;
  readonly range: Range;
  /** Where the value stands; absent where there is none. */
  readonly valueRange?: Range;
}

/** A here-document: `<<EOT … EOT`. */
export interface Heredoc {
  readonly name: string;
  /** The descriptor in front of `<<`, 0 where there is none. */
  readonly fd: number;
  /** False where the name was quoted: nothing in the content is expanded. */
  readonly expand: boolean;
  /** True for `<<-`: leading tabs are dropped. */
  readonly chomp: boolean;
  /** The lines between, with their line ends. */
  readonly content: string;
  /** Where the content stands in the text. */
  readonly range: Range;
}

/** What RUN, CMD, ENTRYPOINT and HEALTHCHECK CMD execute. */
export interface CommandLine {
  /** `exec`: a JSON array; `shell`: one string handed to the shell. */
  readonly form: 'shell' | 'exec';
  /** Exec form: the arguments. Shell form: exactly one word, the script (heredoc bodies not included). */
  readonly args: readonly Word[];
  readonly heredocs: readonly Heredoc[];
}

/** What every instruction has. */
export interface InstructionBase {
  /** The whole statement, heredoc bodies included. */
  readonly range: Range;
  /** The same as lines, as BuildKit reports it. */
  readonly lines: LineRange;
  /** Where the keyword stands. */
  readonly keywordRange: Range;
  /** The keyword as written (`from`, `From` …). */
  readonly keywordText: string;
  readonly flags: readonly Flag[];
  /** The comment lines directly above, without `#`; empty where there are none. */
  readonly comments: readonly string[];
  /** The logical line: continuation lines joined, comments dropped, as BuildKit's `Original`. */
  readonly original: string;
}

export interface FromInstruction extends InstructionBase {
  readonly keyword: 'FROM';
  /** The image or stage after FROM, as written. */
  readonly baseName: Word;
  /** The name after AS, as written; BuildKit stores it in lower case. */
  readonly stageName?: Word;
  /** The word `AS`, as written. */
  readonly asKeyword?: Word;
  readonly platform?: Word;
}

export type MountType = 'bind' | 'cache' | 'tmpfs' | 'secret' | 'ssh';

/** One `RUN --mount=…`. Values are as written; what is absent was not written. */
export interface Mount {
  readonly type: MountType;
  readonly range: Range;
  readonly from?: Word;
  readonly source?: Word;
  readonly target?: Word;
  readonly id?: Word;
  readonly env?: Word;
  readonly readOnly?: boolean;
  readonly required?: boolean;
  readonly sharing?: 'shared' | 'private' | 'locked';
  /** tmpfs: bytes. */
  readonly size?: number;
  /** Octal mode, as a number. */
  readonly mode?: number;
  readonly uid?: number;
  readonly gid?: number;
}

/** One `RUN --device=…`: a device by its CDI name. */
export interface Device {
  readonly name: string;
  readonly required: boolean;
  readonly range: Range;
}

export interface RunInstruction extends InstructionBase {
  readonly keyword: 'RUN';
  readonly command: CommandLine;
  readonly mounts: readonly Mount[];
  readonly network?: 'default' | 'none' | 'host';
  readonly security?: 'sandbox' | 'insecure';
  readonly devices: readonly Device[];
}

export interface CmdInstruction extends InstructionBase {
  readonly keyword: 'CMD';
  readonly command: CommandLine;
}

export interface EntrypointInstruction extends InstructionBase {
  readonly keyword: 'ENTRYPOINT';
  readonly command: CommandLine;
}

interface FileTransfer extends InstructionBase {
  /** Source paths (heredoc sources are in `heredocs`), as written. */
  readonly sources: readonly Word[];
  readonly destination: Word;
  readonly heredocs: readonly Heredoc[];
  readonly chown?: Word;
  readonly chmod?: Word;
  readonly link: boolean;
  readonly exclude: readonly Word[];
}

export interface CopyInstruction extends FileTransfer {
  readonly keyword: 'COPY';
  readonly from?: Word;
  readonly parents: boolean;
}

export interface AddInstruction extends FileTransfer {
  readonly keyword: 'ADD';
  readonly checksum?: Word;
  readonly keepGitDir?: boolean;
  readonly unpack?: boolean;
}

/** `KEY=value` of ENV, LABEL and ARG. */
export interface KeyValue {
  readonly key: Word;
  readonly value: Word;
}

export interface EnvInstruction extends InstructionBase {
  readonly keyword: 'ENV';
  readonly pairs: readonly KeyValue[];
  /** True for the legacy `ENV key value`. */
  readonly legacy: boolean;
}

export interface LabelInstruction extends InstructionBase {
  readonly keyword: 'LABEL';
  readonly pairs: readonly KeyValue[];
  readonly legacy: boolean;
}

export interface ArgInstruction extends InstructionBase {
  readonly keyword: 'ARG';
  readonly args: readonly { readonly key: Word; readonly value?: Word }[];
}

export interface WorkdirInstruction extends InstructionBase {
  readonly keyword: 'WORKDIR';
  readonly path: Word;
}

export interface UserInstruction extends InstructionBase {
  readonly keyword: 'USER';
  readonly user: Word;
}

export interface VolumeInstruction extends InstructionBase {
  readonly keyword: 'VOLUME';
  readonly paths: readonly Word[];
}

export interface ExposeInstruction extends InstructionBase {
  readonly keyword: 'EXPOSE';
  readonly ports: readonly Word[];
}

export interface HealthcheckInstruction extends InstructionBase {
  readonly keyword: 'HEALTHCHECK';
  /** `none` for HEALTHCHECK NONE. */
  readonly test: CommandLine | 'none';
  /** Durations in nanoseconds, as in the image config; absent where not written. */
  readonly interval?: number;
  readonly timeout?: number;
  readonly startPeriod?: number;
  readonly startInterval?: number;
  readonly retries?: number;
}

export interface OnbuildInstruction extends InstructionBase {
  readonly keyword: 'ONBUILD';
  /** The trigger as written: `COPY . /app`. */
  readonly expression: Word;
}

export interface ShellInstruction extends InstructionBase {
  readonly keyword: 'SHELL';
  readonly shell: readonly Word[];
}

export interface StopsignalInstruction extends InstructionBase {
  readonly keyword: 'STOPSIGNAL';
  readonly signal: Word;
}

export interface MaintainerInstruction extends InstructionBase {
  readonly keyword: 'MAINTAINER';
  readonly maintainer: Word;
}

export type Instruction =
  | FromInstruction
  | RunInstruction
  | CmdInstruction
  | EntrypointInstruction
  | CopyInstruction
  | AddInstruction
  | EnvInstruction
  | LabelInstruction
  | ArgInstruction
  | WorkdirInstruction
  | UserInstruction
  | VolumeInstruction
  | ExposeInstruction
  | HealthcheckInstruction
  | OnbuildInstruction
  | ShellInstruction
  | StopsignalInstruction
  | MaintainerInstruction;

export type Keyword = Instruction['keyword'];
