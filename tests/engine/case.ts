/** A case: a context and a Dockerfile, built by Docker and by us, which must agree. */

/** A file of the context: its text, or more about it. */
export type CaseFile =
  | string
  | {
      readonly content?: string;
      readonly base64?: string;
      readonly mode?: number;
      readonly link?: string;
      readonly directory?: boolean;
    };

export interface Case {
  /** Unique, kebab-case; names the golden. */
  readonly name: string;
  readonly dockerfile: string;
  /** Paths of the context. */
  readonly files?: Readonly<Record<string, CaseFile>>;
  readonly target?: string;
  readonly buildArgs?: Readonly<Record<string, string>>;
  /** Why our result is allowed to differ, where it is; absent where it must agree. */
  readonly differs?: string;
}

/** One path of the image. */
export interface SeenFile {
  readonly path: string;
  readonly type: 'file' | 'directory' | 'symlink' | 'other';
  /** Octal digits, four. */
  readonly mode: string;
  readonly uid: number;
  readonly gid: number;
  readonly size?: number;
  readonly sha256?: string;
  readonly link?: string;
}

/** The config as the image carries it; what is not set is left out. */
export interface SeenConfig {
  readonly Env?: readonly string[];
  readonly Cmd?: readonly string[];
  readonly Entrypoint?: readonly string[];
  readonly User?: string;
  readonly WorkingDir?: string;
  readonly ExposedPorts?: readonly string[];
  readonly Volumes?: readonly string[];
  readonly Labels?: Readonly<Record<string, string>>;
  readonly Healthcheck?: unknown;
  readonly StopSignal?: string;
  readonly Shell?: readonly string[];
  readonly OnBuild?: readonly string[];
}

/** What a build yielded. */
export interface Seen {
  /** Docker's words, random ids replaced by `…`; absent where it succeeded. */
  readonly error?: string;
  readonly files?: readonly SeenFile[];
  readonly config?: SeenConfig;
  readonly history?: readonly {
    readonly createdBy: string;
    readonly comment?: string;
    readonly emptyLayer?: boolean;
  }[];
  /** For each layer the paths in it, `-` in front of a whiteout, sorted. */
  readonly layers?: readonly (readonly string[])[];
}

/** Takes random ids and the engine's own paths out of an error. */
export function normaliseError(message: string): string {
  return message
    .replace(/of ref \S+::\S+: /g, 'of ref …: ')
    .replace(/(^|[\s"])\/[^\s"]*\/(?:merged|diff|fs|buildkit-mount\d+|buildkit\d+)(?=\/|[\s":]|$)/g, '$1…');
}
