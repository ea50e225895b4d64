/** What our own commands ask of the session that runs them, and what they answer. */
import type { Frame } from '../frame.ts';
import type { Workspace } from '../workspace.ts';

/** What the commands ask of the session that runs them. */
export interface OwnHost {
  readonly frame: Frame;
  /** Files seen from the working directory. */
  readonly files: Workspace;
  /** Path of a file of a name on PATH, whether or not it can be executed. */
  readonly onPath: (name: string) => string | undefined;
  readonly which: (name: string) => string | undefined;
  readonly unknown: (why: string) => void;
  /** Patterns do not find this path until the next command has begun. */
  readonly hide: (path: string) => void;
  /** Home of a user by name; undefined where /etc/passwd has none. */
  readonly home: (user: string) => string | undefined;
}

export interface Said {
  readonly stdout?: string;
  readonly stderr?: string;
  readonly exitCode?: number;
}

/** A line in the shell's own words; `finish` puts the shell's name and the line in front. */
export function spoken(line: string | number, message: string): string {
  return `bash: \u0004${line}\u0004${message}\n`;
}
