/** What a project of CMake is made of. */

export interface Target {
  readonly name: string;
  readonly kind: 'executable' | 'static' | 'shared' | 'other';
  /** Absolute paths of the sources that can be compiled. */
  readonly sources: readonly string[];
  /** Folder of the build tree that belongs to its CMakeLists.txt. */
  readonly folder: string;
  outputName: string;
  outputFolder?: string;
  readonly links: string[];
  isStatic: boolean;
}

export interface InstallRule {
  readonly kind: 'targets' | 'files' | 'programs' | 'directory';
  readonly names: readonly string[];
  readonly destination?: string;
  /** By `RUNTIME`, `LIBRARY`, `ARCHIVE`. */
  readonly destinations: Readonly<Record<string, string>>;
}

/** What went wrong, in CMake's words. */
export interface CMakeError {
  readonly message: string;
  /** Whether the files of the build were to be written when it was found. */
  readonly generating?: boolean;
}

export interface Project {
  readonly name: string;
  readonly languages: readonly string[];
  readonly targets: readonly Target[];
  readonly installs: readonly InstallRule[];
  readonly tests: readonly string[];
  readonly testing: boolean;
  /** Folders of the source tree with a CMakeLists.txt, relative to the top; the top is ''. */
  readonly folders: readonly string[];
  readonly variables: ReadonlyMap<string, string>;
  /** What is not followed. */
  readonly beyond: readonly string[];
  readonly error?: CMakeError;
}
