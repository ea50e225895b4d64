/**
 * What a project is made of: its targets, what is installed, its tests. The commands that simple projects use are
 * followed; what goes beyond (conditions, loops, functions, packages) is noted, and then nobody can tell the rest.
 */
import type { ToolCall } from '../types.ts';
import { addInstall } from './install-rules.ts';
import { type CMakeCommand, readCMake } from './language.ts';
import type { CMakeError, InstallRule, Project, Target } from './model.ts';
import { join } from './paths.ts';
import { addTarget, setProperties } from './targets.ts';
import { expand, globFiles, startProject } from './variables.ts';
import { CLOSE, HARMLESS_MODULES, INSTALL_DIRECTORIES, KNOWN, OPEN, QUIET, SCOPES } from './vocabulary.ts';

/** Reads the project of a folder. */
export function readProject(
  call: ToolCall,
  source: string,
  build: string,
  defined: ReadonlyMap<string, string>,
): Project {
  return new Reader(call, source, build, defined).read();
}

export class Reader {
  readonly call: ToolCall;
  readonly source: string;
  readonly build: string;
  readonly variables: Map<string, string>;
  readonly targets: Target[] = [];
  readonly installs: InstallRule[] = [];
  private readonly tests: string[] = [];
  readonly beyond: string[] = [];
  private readonly folders: string[] = [];
  languages: string[] = [];
  name = 'Project';
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

  fail(command: CMakeCommand, list: string, text: string, generating = false): void {
    this.error = {
      message: `CMake Error at ${list}:${command.line} (${command.written}):\n${text}\n\n`,
      ...(generating ? { generating } : {}),
    };
  }

  private command(command: CMakeCommand, relative: string, list: string): void {
    const args = expand(this, command);
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
        startProject(this, first, rest, relative);
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
        if (first === 'GLOB' || first === 'GLOB_RECURSE')
          globFiles(this, first === 'GLOB_RECURSE', rest, relative);
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
        addTarget(this, command, list, relative, first, rest);
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
        setProperties(this, args, command, list);
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
        addInstall(this, first, rest, relative, command, list);
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
}
