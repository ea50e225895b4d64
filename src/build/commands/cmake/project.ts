/**
 * What a project is made of: its targets, what is installed, its tests. The commands that simple projects use are
 * followed; what goes beyond (conditions, loops, functions, packages) is noted, and then nobody can tell the rest.
 */
import type { ToolCall } from '../types.ts';
import { type CMakeCommand, readCMake } from './language.ts';

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

const LANGUAGES: Readonly<Record<string, RegExp>> = {
  C: /\.[cm]$/,
  CXX: /\.(cc|cpp|cxx|c\+\+|C|mm|M)$/,
};
/** Commands that say how something is compiled, found or shown: they change no file that is followed here. */
const QUIET: ReadonlySet<string> = new Set(
  'add_compile_definitions add_compile_options add_definitions add_dependencies add_link_options cmake_policy enable_language include_directories link_directories mark_as_advanced message set_property set_source_files_properties set_tests_properties source_group target_compile_definitions target_compile_features target_compile_options target_include_directories target_link_directories target_precompile_headers unset include_guard define_property get_filename_component set_directory_properties'.split(
    ' ',
  ),
);
/** The other commands that CMake has (cmake --help-command-list, 4.3). */
const KNOWN: ReadonlySet<string> = new Set(
  'add_custom_command add_custom_target aux_source_directory block break cmake_file_api cmake_host_system_information cmake_instrumentation cmake_language cmake_parse_arguments cmake_path cmake_pkg_config configure_file continue create_test_sourcelist else elseif endblock endforeach endfunction endif endmacro endwhile execute_process export file find_file find_library find_package find_path find_program foreach function get_cmake_property get_directory_property get_property get_source_file_property get_target_property get_test_property if include link_libraries macro math remove_definitions return separate_arguments site_name string target_link_options target_sources try_compile try_run variable_watch while'.split(
    ' ',
  ),
);

/** Reads the project of a folder. */
export function readProject(
  call: ToolCall,
  source: string,
  build: string,
  defined: ReadonlyMap<string, string>,
): Project {
  return new Reader(call, source, build, defined).read();
}

class Reader {
  private readonly call: ToolCall;
  private readonly source: string;
  private readonly build: string;
  private readonly variables: Map<string, string>;
  private readonly targets: Target[] = [];
  private readonly installs: InstallRule[] = [];
  private readonly tests: string[] = [];
  private readonly beyond: string[] = [];
  private readonly folders: string[] = [];
  private languages: string[] = [];
  private name = 'Project';
  private testing = false;
  private foreign = false;
  private error: CMakeError | undefined;

  constructor(call: ToolCall, source: string, build: string, defined: ReadonlyMap<string, string>) {
    this.call = call;
    this.source = source;
    this.build = build;
    this.variables = new Map([
      ['CMAKE_SOURCE_DIR', source],
      ['CMAKE_BINARY_DIR', build],
      ['PROJECT_SOURCE_DIR', source],
      ['PROJECT_BINARY_DIR', build],
      ...defined,
    ]);
  }

  read(): Project {
    this.folder('');
    if (this.languages.length === 0 && this.name === 'Project') this.languages = ['C', 'CXX'];
    return {
      name: this.name,
      languages: this.languages,
      targets: this.targets,
      installs: this.installs,
      tests: this.tests,
      testing: this.testing,
      folders: this.folders,
      variables: this.variables,
      beyond: this.beyond,
      ...(this.error ? { error: this.error } : {}),
    };
  }

  private folder(relative: string): void {
    const { files } = this.call;
    this.folders.push(relative);
    const path = join(this.source, relative, 'CMakeLists.txt');
    const text = files.isFile(path) ? files.read(path) : undefined;
    const commands = text === undefined ? undefined : readCMake(text);
    if (!commands) {
      this.beyond.push(`${path} is not followed`);
      return;
    }
    const list = join('', relative, 'CMakeLists.txt').replace(/^\//, '');
    this.variables.set('CMAKE_CURRENT_SOURCE_DIR', join(this.source, relative));
    this.variables.set('CMAKE_CURRENT_LIST_DIR', join(this.source, relative));
    this.variables.set('CMAKE_CURRENT_BINARY_DIR', join(this.build, relative));
    /** Inside of what may run, or not, or several times. */
    let blocks = 0;
    for (const command of commands) {
      if (this.error) return;
      if (OPEN.has(command.name)) {
        blocks += 1;
        if (blocks === 1) this.beyond.push(`${command.name} in line ${command.line} of ${list}`);
      } else if (CLOSE.has(command.name)) blocks -= 1;
      else if (blocks === 0) this.command(command, relative, list);
      // What a block defines can be called later.
      if (command.name === 'function' || command.name === 'macro') this.foreign = true;
    }
  }

  private fail(command: CMakeCommand, list: string, text: string, generating = false): void {
    this.error = {
      message: `CMake Error at ${list}:${command.line} (${command.written}):\n${text}\n\n`,
      ...(generating ? { generating } : {}),
    };
  }

  private command(command: CMakeCommand, relative: string, list: string): void {
    const args = this.expand(command);
    const [first = '', ...rest] = args;
    switch (command.name) {
      case 'cmake_minimum_required': {
        const version = Number.parseFloat(rest[0] ?? '');
        if (version >= 5)
          this.fail(
            command,
            list,
            `  CMake ${rest[0]} or higher is required.  You are running version 4.3.4`,
          );
        return;
      }
      case 'project':
        this.project(first, rest, relative);
        return;
      case 'set': {
        const end = rest.findIndex((one) => one === 'CACHE' || one === 'PARENT_SCOPE');
        const isCache = rest[end] === 'CACHE';
        if (isCache && this.variables.has(first)) return;
        this.variables.set(first, rest.slice(0, end < 0 ? undefined : end).join(';'));
        return;
      }
      case 'option':
        if (!this.variables.has(first)) this.variables.set(first, rest[1] ?? 'OFF');
        return;
      case 'list': {
        const [name = '', ...values] = rest;
        if (first === 'APPEND')
          this.variables.set(name, [this.variables.get(name), ...values].filter(Boolean).join(';'));
        else this.beyond.push(`list(${first}) in line ${command.line} of ${list}`);
        return;
      }
      case 'file':
        if (first === 'GLOB' || first === 'GLOB_RECURSE') this.glob(first === 'GLOB_RECURSE', rest, relative);
        else this.beyond.push(`file(${first}) in line ${command.line} of ${list}`);
        return;
      case 'include':
        if (first === 'CTest') this.testing = true;
        else if (first === 'GNUInstallDirs') {
          for (const [name, value] of INSTALL_DIRECTORIES)
            if (!this.variables.has(name)) this.variables.set(name, value);
        } else {
          this.foreign = true;
          if (!HARMLESS_MODULES.has(first))
            this.beyond.push(`include(${first}) in line ${command.line} of ${list}`);
        }
        return;
      case 'enable_testing':
        this.testing = true;
        return;
      case 'add_test':
        this.tests.push(first === 'NAME' ? (rest[0] ?? '') : first);
        return;
      case 'add_executable':
      case 'add_library':
        this.target(command, list, relative, first, rest);
        return;
      case 'target_sources':
        this.beyond.push(`target_sources in line ${command.line} of ${list}`);
        return;
      case 'target_link_libraries':
      case 'target_link_options': {
        const target = this.targets.find(({ name }) => name === first);
        target?.links.push(...rest.filter((one) => !SCOPES.has(one)));
        if (target && rest.some((one) => one === '-static')) target.isStatic = true;
        return;
      }
      case 'set_target_properties':
        this.properties(args, command, list);
        return;
      case 'add_subdirectory': {
        const below = join('', relative, first).replace(/^\//, '');
        const place = join(this.source, below);
        if (first.startsWith('/') || rest.length > 0) {
          this.beyond.push(`add_subdirectory in line ${command.line} of ${list}`);
          return;
        }
        if (this.call.files.stat(place).kind === 'absent') {
          this.fail(
            command,
            list,
            `  add_subdirectory given source "${first}" which is not an existing directory.`,
          );
          return;
        }
        if (this.call.files.stat(`${place}/CMakeLists.txt`).kind === 'absent') {
          this.fail(
            command,
            list,
            `  The source directory\n\n    ${place}\n\n  does not contain a CMakeLists.txt file.`,
          );
          return;
        }
        this.folder(below);
        this.variables.set('CMAKE_CURRENT_SOURCE_DIR', join(this.source, relative));
        this.variables.set('CMAKE_CURRENT_BINARY_DIR', join(this.build, relative));
        return;
      }
      case 'install':
        this.install(first, rest, relative, command, list);
        return;
      case 'find_package':
        this.foreign = true;
        // Whether a package's files are there, in how many places they may lie, is not followed.
        if (first !== 'Threads')
          this.beyond.push(`find_package(${first}) in line ${command.line} of ${list}`);
        return;
      default:
        if (QUIET.has(command.name)) return;
        if (KNOWN.has(command.name) || this.foreign)
          this.beyond.push(`${command.name} in line ${command.line} of ${list}`);
        else this.fail(command, list, `  Unknown CMake command "${command.written}".`);
    }
  }

  private project(name: string, rest: readonly string[], relative: string): void {
    const languages: string[] = [];
    let isLanguage = true;
    for (let at = 0; at < rest.length; at += 1) {
      const word = rest[at] as string;
      if (
        word === 'VERSION' ||
        word === 'DESCRIPTION' ||
        word === 'HOMEPAGE_URL' ||
        word === 'COMPAT_VERSION'
      ) {
        if (word === 'VERSION') this.variables.set('PROJECT_VERSION', rest[at + 1] ?? '');
        isLanguage = false;
        at += 1;
      } else if (word === 'LANGUAGES') isLanguage = true;
      else if (isLanguage && word !== 'NONE') languages.push(word);
    }
    const own = languages.length > 0 || rest.includes('NONE') ? languages : ['C', 'CXX'];
    this.languages = [...new Set([...this.languages, ...own])];
    this.variables.set('PROJECT_NAME', name);
    this.variables.set('PROJECT_SOURCE_DIR', join(this.source, relative));
    this.variables.set('PROJECT_BINARY_DIR', join(this.build, relative));
    if (relative === '') {
      this.name = name;
      this.variables.set('CMAKE_PROJECT_NAME', name);
    }
  }

  private target(
    command: CMakeCommand,
    list: string,
    relative: string,
    name: string,
    rest: readonly string[],
  ): void {
    const program = command.name === 'add_executable';
    const type = rest.find((one) => TYPES.has(one));
    if (rest.includes('ALIAS') || rest.includes('IMPORTED')) return;
    const shared = type === 'SHARED' || (type === undefined && isOn(this.variables.get('BUILD_SHARED_LIBS')));
    const kind = program
      ? 'executable'
      : type === 'INTERFACE' || type === 'OBJECT'
        ? 'other'
        : shared || type === 'MODULE'
          ? 'shared'
          : 'static';
    const words = rest.filter(
      (one) => !TYPES.has(one) && one !== 'WIN32' && one !== 'MACOSX_BUNDLE' && one !== 'EXCLUDE_FROM_ALL',
    );
    const sources: string[] = [];
    for (const one of words) {
      if (one.includes('$<')) {
        this.beyond.push(`a generator expression in line ${command.line} of ${list}`);
        continue;
      }
      const path = one.startsWith('/') ? one : join(this.source, relative, one);
      const found = this.call.files.stat(path);
      if (
        found.kind === 'absent' &&
        this.call.files.stat(join(this.build, relative, one)).kind === 'absent'
      ) {
        if (this.beyond.length === 0)
          this.fail(
            command,
            list,
            `  Cannot find source file:\n\n    ${one}\n\n  Tried extensions .c .C .c++ .cc .cpp .cxx .cu .mpp .m .M .mm .ixx .cppm\n  .ccm .cxxm .c++m .h .hh .h++ .hm .hpp .hxx .in .txx .f .F .for .f77 .f90\n  .f95 .f03 .hip .ispc\n\n\nCMake Error at ${list}:${command.line} (${command.written}):\n  No SOURCES given to target: ${name}`,
            true,
          );
        return;
      }
      if (Object.values(LANGUAGES).some((pattern) => pattern.test(path))) sources.push(path);
    }
    if (words.length === 0 && kind !== 'other' && this.beyond.length === 0)
      this.beyond.push(`the sources of ${name}`);
    const outputFolder = this.variables.get(FOLDERS[kind] ?? '');
    const flags = this.variables.get('CMAKE_EXE_LINKER_FLAGS') ?? '';
    this.targets.push({
      name,
      kind,
      sources,
      folder: join(this.build, relative),
      outputName: name,
      ...(outputFolder === undefined || outputFolder === '' ? {} : { outputFolder }),
      links: [],
      isStatic: /(^|\s)-static(\s|$)/.test(flags),
    });
  }

  private properties(args: readonly string[], command: CMakeCommand, list: string): void {
    const at = args.indexOf('PROPERTIES');
    for (let one = at + 1; at >= 0 && one + 1 < args.length; one += 2) {
      const [key = '', value = ''] = args.slice(one, one + 2);
      for (const target of this.targets.filter(({ name }) => args.slice(0, at).includes(name))) {
        if (key === 'OUTPUT_NAME') target.outputName = value;
        else if (key === FOLDERS[target.kind]?.replace('CMAKE_', '')) target.outputFolder = value;
        else if (
          key === 'SOVERSION' ||
          key === 'PREFIX' ||
          key === 'SUFFIX' ||
          (key === 'VERSION' && target.kind === 'shared')
        )
          this.beyond.push(`${key} in line ${command.line} of ${list}`);
      }
    }
  }

  private install(
    kind: string,
    rest: readonly string[],
    relative: string,
    command: CMakeCommand,
    list: string,
  ): void {
    const known = {
      TARGETS: 'targets',
      FILES: 'files',
      PROGRAMS: 'programs',
      DIRECTORY: 'directory',
    } as const;
    if (!(kind in known)) {
      if (kind !== 'EXPORT') this.beyond.push(`install(${kind}) in line ${command.line} of ${list}`);
      return;
    }
    const names: string[] = [];
    const destinations: Record<string, string> = {};
    let destination: string | undefined;
    let scope: string | undefined;
    let listing = true;
    for (let at = 0; at < rest.length; at += 1) {
      const word = rest[at] as string;
      if (word === 'DESTINATION' || word === 'TYPE') {
        listing = false;
        const value = word === 'TYPE' ? (TYPE_FOLDERS[rest[++at] ?? ''] ?? '') : (rest[++at] ?? '');
        if (scope === undefined) destination = value;
        else destinations[scope] = value;
      } else if (
        /^(RUNTIME|LIBRARY|ARCHIVE|PUBLIC_HEADER|PRIVATE_HEADER|INCLUDES|OBJECTS|RESOURCE)$/.test(word)
      ) {
        listing = false;
        scope = word;
      } else if (word === 'COMPONENT' || word === 'EXPORT') {
        listing = false;
        at += 1;
      } else if (
        /^(PERMISSIONS|RENAME|OPTIONAL|PATTERN|FILES_MATCHING|REGEX|CONFIGURATIONS|USE_SOURCE_PERMISSIONS)$/.test(
          word,
        )
      ) {
        listing = false;
        this.beyond.push(`${word} in line ${command.line} of ${list}`);
      } else if (listing) names.push(word);
    }
    this.installs.push({
      kind: known[kind as keyof typeof known],
      names:
        kind === 'TARGETS'
          ? names
          : names.map((one) => (one.startsWith('/') ? one : `${join(this.source, relative)}/${one}`)),
      ...(destination === undefined ? {} : { destination }),
      destinations,
    });
  }

  private glob(deep: boolean, rest: readonly string[], relative: string): void {
    const [name = '', ...patterns] = rest.filter((one) => one !== 'CONFIGURE_DEPENDS');
    const here = join(this.source, relative);
    const found: string[] = [];
    for (const pattern of patterns) {
      const whole = pattern.startsWith('/') ? pattern : `${here}/${pattern}`;
      const folder = whole.slice(0, whole.lastIndexOf('/'));
      const ending = whole.slice(whole.lastIndexOf('/') + 1);
      if (!/^\*[\w.+]*$/.test(ending) || /[*?[]/.test(folder)) {
        this.beyond.push(`the pattern ${pattern}`);
        continue;
      }
      for (const { path, entry } of this.call.files.walk(folder)) {
        if (entry.type !== 'file' || !path.endsWith(ending.slice(1))) continue;
        if (deep || path.slice(folder.length + 1).indexOf('/') < 0) found.push(path);
      }
    }
    this.variables.set(name, found.sort().join(';'));
  }

  /** Arguments with variables put in; an unquoted one falls apart at its semicolons. */
  private expand({ args }: CMakeCommand): string[] {
    return args.flatMap(({ text, quoted, literal }) => {
      if (literal) return [text];
      const value = this.variablesIn(text);
      return quoted ? [value] : value.split(';').filter((one) => one !== '');
    });
  }

  private variablesIn(text: string, depth = 0): string {
    if (!text.includes('${') || depth > 20) return text;
    const open = text.lastIndexOf('${');
    const close = text.indexOf('}', open);
    if (close < 0) return text;
    const name = text.slice(open + 2, close);
    return this.variablesIn(
      text.slice(0, open) + (this.variables.get(name) ?? '') + text.slice(close + 1),
      depth + 1,
    );
  }
}

const OPEN: ReadonlySet<string> = new Set(['if', 'foreach', 'while', 'function', 'macro', 'block']);
const CLOSE: ReadonlySet<string> = new Set([...OPEN].map((name) => `end${name}`));
const TYPES: ReadonlySet<string> = new Set(['STATIC', 'SHARED', 'MODULE', 'OBJECT', 'INTERFACE']);
const SCOPES: ReadonlySet<string> = new Set(['PUBLIC', 'PRIVATE', 'INTERFACE', 'BEFORE']);
const FOLDERS: Readonly<Record<string, string>> = {
  executable: 'CMAKE_RUNTIME_OUTPUT_DIRECTORY',
  shared: 'CMAKE_LIBRARY_OUTPUT_DIRECTORY',
  static: 'CMAKE_ARCHIVE_OUTPUT_DIRECTORY',
};
const TYPE_FOLDERS: Readonly<Record<string, string>> = {
  BIN: 'bin',
  SBIN: 'sbin',
  LIB: 'lib',
  INCLUDE: 'include',
  SYSCONF: 'etc',
  DATA: 'share',
};
const INSTALL_DIRECTORIES = [
  ['CMAKE_INSTALL_BINDIR', 'bin'],
  ['CMAKE_INSTALL_SBINDIR', 'sbin'],
  ['CMAKE_INSTALL_LIBDIR', 'lib'],
  ['CMAKE_INSTALL_INCLUDEDIR', 'include'],
  ['CMAKE_INSTALL_DATADIR', 'share'],
  ['CMAKE_INSTALL_SYSCONFDIR', 'etc'],
] as const;
const HARMLESS_MODULES: ReadonlySet<string> = new Set([
  'CheckCSourceCompiles',
  'CheckCXXCompilerFlag',
  'CheckIncludeFile',
  'CheckFunctionExists',
  'CMakePackageConfigHelpers',
  'CPack',
]);

export function isOn(value: string | undefined): boolean {
  return value !== undefined && !/^(|0|off|no|false|n|ignore|notfound|.*-notfound)$/i.test(value);
}

/** Puts parts of a path together; an absolute part starts anew. */
export function join(...parts: readonly string[]): string {
  let path = '';
  for (const part of parts) {
    if (part === '') continue;
    path = part.startsWith('/') && part !== '/' && path === '' ? part : `${path}/${part.replace(/^\//, '')}`;
  }
  return path === '' ? '' : path;
}
