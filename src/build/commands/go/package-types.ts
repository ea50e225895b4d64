/** A package of Go, its files, and all that a program is made of. */
import type { Requirement } from './module-file.ts';
import type { GoSource } from './source.ts';

export interface GoFile {
  /** Name without folder. */
  readonly name: string;
  readonly path: string;
  readonly source: GoSource;
}

export interface GoPackage {
  readonly importPath: string;
  readonly folder: string;
  readonly name: string;
  readonly files: readonly GoFile[];
  readonly tests: readonly GoFile[];
  /** Files that a constraint leaves out. */
  readonly excluded: number;
  /** Given as a list of files. */
  readonly listed?: string;
}

/** What a program is made of, all packages of the main module together. */
export interface Closure {
  readonly packages: readonly GoPackage[];
  readonly standard: ReadonlySet<string>;
  readonly modules: readonly Requirement[];
}
