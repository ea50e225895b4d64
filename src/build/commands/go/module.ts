/** The main module: where its go.mod is, and what stops every command that reads it. */
import { dirname } from '../../filesystem/path.ts';
import type { ToolCall } from '../types.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import {
  isNewerGo,
  type ModuleFile,
  parseModuleFile,
  type Requirement,
  summed,
  unquote,
} from './module-file.ts';

/** Marks a go.sum that `go mod download` wrote: it has hashes of go.mod files, none of contents. */
export const ONLY_MODULE_FILES = 'go.sum without hashes of contents';

export interface MainModule {
  /** Folder of go.mod. */
  readonly folder: string;
  readonly file: ModuleFile;
}

export const NO_MODULE =
  "go.mod file not found in current directory or any parent directory; see 'go help modules'";

/** Finds go.mod upwards from a folder; undefined where there is none. */
export function findModule(call: ToolCall, go: GoEnvironment, from: string): MainModule | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (call.files.exists(join(folder, 'go.work')) && call.env.get('GOWORK') !== 'off') {
      checkWorkspace(call, folder);
      call.unknown('workspaces (go.work) are not modelled');
    }
    const path = join(folder, 'go.mod');
    if (call.files.isFile(path)) {
      const text = call.files.read(path);
      if (text === undefined) call.unknown(`the content of ${path} is not known`);
      const { file, error } = parseModuleFile(text ?? '');
      if (error !== undefined) throw new GoFailure(`go: errors parsing go.mod:\n${error}`);
      tooOld(call, go, file);
      return { folder, file };
    }
    if (folder === '/') return undefined;
  }
}

/** Every folder that go.work uses must hold a module. */
function checkWorkspace(call: ToolCall, folder: string): void {
  const text = call.files.read(join(folder, 'go.work')) ?? '';
  const lists = [...text.matchAll(/^use[ \t]*\(([^)]*)\)/gm)].flatMap(([, list = '']) => list.split('\n'));
  const singles = [...text.matchAll(/^use[ \t]+([^(\s]\S*)/gm)].map(([, one = '']) => one);
  const used = [...lists, ...singles].map((line) => line.replace(/\/\/.*/, '').trim()).filter(Boolean);
  for (const one of used) {
    const at = call.files.at(folder).resolve(unquote(one));
    if (call.files.stat(join(at, 'go.mod')).kind !== 'absent') continue;
    const prefix = call.cwd === '/' ? '/' : `${call.cwd}/`;
    const shown = at.startsWith(prefix) ? at.slice(prefix.length) : at;
    throw new GoFailure(
      `go: cannot load module ${shown} listed in go.work file: open ${shown}/go.mod: no such file or directory`,
    );
  }
}

function tooOld(call: ToolCall, go: GoEnvironment, file: ModuleFile): void {
  if (file.go === '' || go.version === '' || !isNewerGo(file.go, go.version)) return;
  const choice = call.env.get('GOTOOLCHAIN') ?? 'auto';
  if (choice === 'local') {
    throw new GoFailure(`go: go.mod requires go >= ${file.go} (running go ${go.version}; GOTOOLCHAIN=local)`);
  }
  call.estimated(`go ${file.go} is downloaded, because go.mod asks for it`);
}

/** The main module, or go's words for a folder that has none. */
export function requireModule(call: ToolCall, go: GoEnvironment, from: string): MainModule {
  const main = findModule(call, go, from);
  if (main) return main;
  for (let folder = from; ; folder = dirname(folder)) {
    if (call.files.exists(join(folder, '.git/config'))) {
      throw new GoFailure(
        `go: cannot find main module, but found .git/config in ${folder}\n\tto create a module there, run:\n\tgo mod init`,
      );
    }
    if (folder === '/') throw new GoFailure(`go: ${NO_MODULE}`);
  }
}

/** Modules of which go.sum vouches for the content; `undefined` where nobody can tell. */
export function readSums(call: ToolCall, main: MainModule): ReadonlySet<string> | undefined {
  const path = join(main.folder, 'go.sum');
  const found = call.files.stat(path);
  if (found.kind !== 'found') return new Set();
  const text = call.files.read(path);
  if (text !== undefined) return summed(text);
  if (found.entry.type === 'file' && found.entry.fingerprint?.startsWith(ONLY_MODULE_FILES)) return new Set();
  return undefined;
}

/** The module that would provide an import path: the required one with the longest matching path. */
export function providerOf(file: ModuleFile, path: string): Requirement | undefined {
  let best: Requirement | undefined;
  for (const one of file.require) {
    if (path !== one.path && !path.startsWith(`${one.path}/`)) continue;
    if (!best || one.path.length > best.path.length) best = one;
  }
  return best;
}

/** The folder that replaces a module, as go.mod writes it; undefined where no folder does. */
export function replacedBy(file: ModuleFile, one: Requirement): string | undefined {
  const found = file.replace.find(
    (rule) => rule.path === one.path && (rule.version === undefined || rule.version === one.version),
  );
  return found && found.targetVersion === undefined && /^\.{0,2}\//.test(found.target)
    ? found.target
    : undefined;
}

export function join(folder: string, name: string): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}
