/** Loads packages of Go: the files of each, and all that they import. */
import type { ToolCall } from '../types.ts';
import { type BuildTarget, constraintHolds, nameMatches } from './constraints.ts';
import { checkEmbeds } from './embeds.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { cycleFrom, hasGoFiles, mayUse, problemWithImport } from './import-problems.ts';
import { join, type MainModule, providerOf, readSums } from './module.ts';
import type { Requirement } from './module-file.ts';
import type { Closure, GoFile, GoPackage } from './package-types.ts';
import { mayBeFile, notRequired, packageNamed, packageOfFiles, packagesBelow } from './patterns.ts';
import { readSource } from './source.ts';
import { STANDARD_PACKAGES } from './standard-library.ts';

/** The packages of one call of go. */
export class PackageLoader {
  readonly call: ToolCall;
  readonly go: GoEnvironment;
  readonly main: MainModule | undefined;
  private readonly target: BuildTarget;
  /** `-mod`: readonly, vendor or mod. */
  readonly mode: string;

  constructor(
    call: ToolCall,
    go: GoEnvironment,
    main: MainModule | undefined,
    target: BuildTarget,
    mode: string | undefined,
  ) {
    this.call = call;
    this.go = go;
    this.main = main;
    this.target = target;
    const vendored = main && call.files.isDirectory(join(main.folder, 'vendor'));
    this.mode = mode ?? (vendored ? 'vendor' : 'readonly');
  }

  get usesVendor(): boolean {
    return this.mode === 'vendor';
  }

  /** The packages that patterns name. Throws GoFailure for one that is not there. */
  match(patterns: readonly string[]): { readonly packages: GoPackage[]; readonly warnings: string[] } {
    const packages: GoPackage[] = [];
    const warnings: string[] = [];
    if (patterns.length > 0 && patterns.every((one) => one.endsWith('.go') && mayBeFile(this, one))) {
      return { packages: [packageOfFiles(this, patterns)], warnings };
    }
    for (const pattern of patterns) {
      if (pattern === '...' || pattern.endsWith('/...')) {
        const found = packagesBelow(this, pattern);
        if (found.length === 0) warnings.push(`go: warning: "${pattern}" matched no packages`);
        packages.push(...found);
        continue;
      }
      const one = packageNamed(this, pattern);
      if (one) packages.push(one);
    }
    return { packages, warnings };
  }

  /** Folder of an import path of the main module. */
  folderOf(path: string): string | undefined {
    const { main } = this;
    if (!main || !isUnder(path, main.file.module)) return undefined;
    return path === main.file.module
      ? main.folder
      : join(main.folder, path.slice(main.file.module.length + 1));
  }

  private importPathOf(folder: string): string {
    const { main } = this;
    if (!main) return 'command-line-arguments';
    if (folder === main.folder) return main.file.module;
    const rest = folder.slice(main.folder === '/' ? 1 : main.folder.length + 1);
    return `${main.file.module}/${rest}`;
  }

  file(path: string): GoFile {
    const text = this.call.files.read(path);
    if (text === undefined) this.call.unknown(`the content of ${path} is not known`);
    return { name: path.slice(path.lastIndexOf('/') + 1), path, source: readSource(text ?? '') };
  }

  load(folder: string, quiet: true): GoPackage | undefined;
  load(folder: string, quiet?: false): GoPackage;
  load(folder: string, quiet = false): GoPackage | undefined {
    const { call, target } = this;
    const found = call.files.stat(folder);
    if (found.kind === 'unknown' || (found.kind === 'found' && found.entry.type === 'unknown')) {
      call.unknown(`what is in ${folder} is not known`);
    } else if (found.kind === 'found' && found.entry.type === 'directory' && found.entry.unlisted) {
      call.unknown(found.entry.unlisted);
    }
    const all = call.files
      .list(folder)
      .filter((name) => name.endsWith('.go') && call.files.isFile(join(folder, name)));
    let excluded = 0;
    const files: GoFile[] = [];
    const tests: GoFile[] = [];
    for (const name of all) {
      const file = nameMatches(name, target) ? this.file(join(folder, name)) : undefined;
      const needsCgo = file?.source.imports.some((one) => one.path === 'C') && !target.cgo;
      if (!file || needsCgo || (file.source.constraint && !constraintHolds(file.source.constraint, target))) {
        excluded += 1;
        continue;
      }
      if (name.endsWith('_test.go')) tests.push(file);
      else files.push(file);
    }
    const importPath = this.importPathOf(folder);
    if (quiet && files.length === 0 && tests.length === 0) return undefined;
    if (all.length === 0) throw new GoFailure(`no Go files in ${folder}`);
    if (files.length === 0 && tests.length === 0) {
      throw new GoFailure(`package ${importPath}: build constraints exclude all Go files in ${folder}`);
    }
    const [first] = files;
    const other = files.find((one) => one.source.package !== first?.source.package);
    if (first && other) {
      throw new GoFailure(
        `found packages ${first.source.package} (${first.name}) and ${other.source.package} (${other.name}) in ${folder}`,
      );
    }
    const name = first?.source.package ?? tests[0]?.source.package.replace(/_test$/, '') ?? '';
    return { importPath, folder, name, files, tests, excluded };
  }

  /** Everything that packages import, step by step. Throws GoFailure with the lines of all imports that fail. */
  closure(roots: readonly GoPackage[], withTests = false): Closure {
    const { main } = this;
    const packages = new Map<string, GoPackage>();
    const standard = new Set<string>();
    const modules = new Map<string, Requirement>();
    const problems: string[] = [];
    const queue = [...roots];
    const sums = main ? readSums(this.call, main) : new Set<string>();
    for (let one = queue.shift(); one; one = queue.shift()) {
      if (packages.has(one.importPath)) continue;
      packages.set(one.importPath, one);
      for (const file of withTests ? [...one.files, ...one.tests] : one.files) {
        for (const { path, line, column } of file.source.imports) {
          if (path === 'C') continue;
          const where = `${this.shown(file.path)}:${line}:${column}: `;
          const folder = this.folderOf(path);
          if (folder !== undefined && main && !hasGoFiles(this, folder)) {
            problems.push(where + notRequired(this, path));
          } else if (folder !== undefined) {
            if (!mayUse(one.importPath, path))
              throw new GoFailure(
                `package ${one.importPath}\n\t${where}use of internal package ${path} not allowed`,
              );
            queue.push(this.load(folder));
          } else if (STANDARD_PACKAGES.has(path)) standard.add(path);
          else if (!(path.split('/')[0] ?? '').includes('.')) {
            problems.push(`${where}package ${path} is not in std (${this.go.root}/src/${path})`);
          } else {
            const provider = main && providerOf(main.file, path);
            const problem = problemWithImport(this, path, provider, sums, one.importPath);
            if (problem !== undefined) problems.push(where + problem);
            else if (provider) modules.set(provider.path, provider);
          }
        }
        checkEmbeds(this, file, problems);
      }
    }
    for (const one of roots) {
      const cycle = cycleFrom(one, packages);
      if (cycle !== undefined) throw new GoFailure(cycle);
    }
    if (problems.length > 0) throw new GoFailure([...new Set(problems)].join('\n'));
    return { packages: [...packages.values()], standard, modules: [...modules.values()] };
  }

  /** A path as go prints it: relative to the working directory where that is shorter. */
  shown(path: string): string {
    const { cwd } = this.call;
    const prefix = cwd === '/' ? '/' : `${cwd}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  }
}

export function isUnder(path: string, module: string): boolean {
  return module !== '' && (path === module || path.startsWith(`${module}/`));
}
