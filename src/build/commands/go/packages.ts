/** Package patterns, the files of a package, and what its imports need. */
import type { ToolCall } from '../types.ts';
import { type BuildTarget, constraintHolds, nameMatches } from './constraints.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import { join, type MainModule, NO_MODULE, providerOf, readSums, replacedBy } from './module.ts';
import { checkReplacement } from './module-cache.ts';
import type { Requirement } from './module-file.ts';
import { type GoSource, readSource } from './source.ts';
import { STANDARD_PACKAGES } from './standard-library.ts';

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

export class PackageLoader {
  private readonly call: ToolCall;
  private readonly go: GoEnvironment;
  private readonly main: MainModule | undefined;
  private readonly target: BuildTarget;
  /** `-mod`: readonly, vendor or mod. */
  private readonly mode: string;

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
    if (patterns.length > 0 && patterns.every((one) => one.endsWith('.go') && this.mayBeFile(one))) {
      return { packages: [this.fromFiles(patterns)], warnings };
    }
    for (const pattern of patterns) {
      if (pattern === '...' || pattern.endsWith('/...')) {
        const found = this.below(pattern);
        if (found.length === 0) warnings.push(`go: warning: "${pattern}" matched no packages`);
        packages.push(...found);
        continue;
      }
      const one = this.single(pattern);
      if (one) packages.push(one);
    }
    return { packages, warnings };
  }

  private mayBeFile(path: string): boolean {
    return this.call.files.isFile(path);
  }

  private fromFiles(names: readonly string[]): GoPackage {
    const { files } = this.call;
    const list = names.map((name) => this.file(files.resolve(name)));
    const [first] = list;
    return {
      importPath: 'command-line-arguments',
      folder: files.resolve('.'),
      name: first?.source.package ?? '',
      files: list.filter((one) => !one.name.endsWith('_test.go')),
      tests: list.filter((one) => one.name.endsWith('_test.go')),
      excluded: 0,
      listed: (first?.name ?? 'main.go').replace(/\.go$/, ''),
    };
  }

  private single(pattern: string): GoPackage | undefined {
    const { call, main } = this;
    if (/^\.{0,2}(\/|$)/.test(pattern)) {
      const folder = call.files.resolve(pattern);
      if (!main) throw new GoFailure(`go: ${NO_MODULE}`);
      const found = call.files.stat(folder);
      if (found.kind === 'absent') throw new GoFailure(`stat ${folder}: directory not found`);
      if (found.kind === 'found' && found.entry.type === 'file')
        throw new GoFailure(`${pattern} is not a directory`);
      if (`${folder}/`.startsWith(main.folder === '/' ? '/' : `${main.folder}/`)) return this.load(folder);
      throw new GoFailure(
        `directory ${/^\//.test(pattern) ? folder : pattern} outside main module or its selected dependencies`,
      );
    }
    const bare = pattern.replace(/@.*$/, '');
    const inMain = main && this.folderOf(bare);
    if (inMain !== undefined && this.call.files.stat(inMain).kind !== 'absent') return this.load(inMain);
    if (STANDARD_PACKAGES.has(bare) || bare.startsWith('internal/')) return undefined;
    if (!(bare.split('/')[0] ?? '').includes('.') && !(main && isUnder(bare, main.file.module))) {
      if (bare.endsWith('.go')) throw new GoFailure(this.notRequired(bare));
      throw new GoFailure(`package ${bare} is not in std (${this.go.root}/src/${bare})`);
    }
    if (main && providerOf(main.file, bare)) return undefined;
    throw new GoFailure(this.notRequired(bare));
  }

  private notRequired(path: string): string {
    return this.main
      ? `no required module provides package ${path}; to add it:\n\tgo get ${path}`
      : `no required module provides package ${path}: ${NO_MODULE}`;
  }

  private below(pattern: string): GoPackage[] {
    const { call, main } = this;
    if (!main) {
      throw new GoFailure(
        `pattern ${pattern}: directory prefix . does not contain main module or its selected dependencies`,
      );
    }
    const base = pattern === '...' ? '.' : pattern.slice(0, -4);
    const start = /^\.{0,2}(\/|$)/.test(base) ? call.files.resolve(base) : this.folderOf(base);
    if (start === undefined || call.files.stat(start).kind === 'absent') {
      if (start !== undefined)
        throw new GoFailure(`pattern ${pattern}: lstat ${pattern.slice(0, -3)}: no such file or directory`);
      return [];
    }
    const packages: GoPackage[] = [];
    const visit = (folder: string, depth: number) => {
      if (depth > 60) return;
      if (folder !== start && call.files.isFile(join(folder, 'go.mod'))) return;
      const one = this.load(folder, true);
      if (one) packages.push(one);
      for (const name of call.files.list(folder)) {
        if (/^[._]/.test(name) || name === 'testdata' || (name === 'vendor' && folder === main.folder))
          continue;
        const path = join(folder, name);
        const found = call.files.lstat(path);
        if (found.kind === 'found' && found.entry.type === 'directory') visit(path, depth + 1);
      }
    };
    visit(start, 0);
    return packages;
  }

  /** Folder of an import path of the main module. */
  private folderOf(path: string): string | undefined {
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

  private file(path: string): GoFile {
    const text = this.call.files.read(path);
    if (text === undefined) this.call.unknown(`the content of ${path} is not known`);
    return { name: path.slice(path.lastIndexOf('/') + 1), path, source: readSource(text ?? '') };
  }

  private load(folder: string, quiet: true): GoPackage | undefined;
  private load(folder: string, quiet?: false): GoPackage;
  private load(folder: string, quiet = false): GoPackage | undefined {
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
          if (folder !== undefined && main && !this.hasGoFiles(folder)) {
            problems.push(where + this.notRequired(path));
          } else if (folder !== undefined) queue.push(this.load(folder));
          else if (STANDARD_PACKAGES.has(path)) standard.add(path);
          else if (!(path.split('/')[0] ?? '').includes('.')) {
            problems.push(`${where}package ${path} is not in std (${this.go.root}/src/${path})`);
          } else {
            const provider = main && providerOf(main.file, path);
            const problem = this.problemWith(path, provider, sums, one.importPath);
            if (problem !== undefined) problems.push(where + problem);
            else if (provider) modules.set(provider.path, provider);
          }
        }
        this.embeds(file, problems);
      }
    }
    if (problems.length > 0) throw new GoFailure([...new Set(problems)].join('\n'));
    return { packages: [...packages.values()], standard, modules: [...modules.values()] };
  }

  private problemWith(
    path: string,
    provider: Requirement | undefined,
    sums: ReadonlySet<string> | undefined,
    importer: string,
  ): string | undefined {
    const { call, main } = this;
    if (this.mode === 'vendor') {
      const found = main && call.files.stat(join(main.folder, `vendor/${path}`));
      return found?.kind === 'absent'
        ? `cannot find module providing package ${path}: import lookup disabled by -mod=vendor`
        : undefined;
    }
    if (!provider || !main) {
      if (this.mode !== 'mod') return this.notRequired(path);
      call.unknown(`which version of ${path} is chosen is asked of the network`);
      return undefined;
    }
    const local = replacedBy(main.file, provider);
    if (local !== undefined) {
      const folder = call.files.resolve(local.startsWith('/') ? local : `${main.folder}/${local}`);
      if (call.files.stat(folder).kind === 'absent') {
        return `${provider.path}@${provider.version}: replacement directory ${local} does not exist`;
      }
      try {
        checkReplacement(call, main, provider, local, '');
      } catch (error) {
        if (error instanceof GoFailure) return error.message;
        throw error;
      }
      return undefined;
    }
    if (this.mode === 'mod') return undefined;
    if (!sums) {
      call.unknown('the content of go.sum is not known');
      return undefined;
    }
    if (sums.has(`${provider.path} ${provider.version}`)) return undefined;
    return `missing go.sum entry for module providing package ${path} (imported by ${importer}); to add:\n\tgo get ${importer}`;
  }

  private hasGoFiles(folder: string): boolean {
    const found = this.call.files.stat(folder);
    if (found.kind !== 'found') return found.kind === 'unknown';
    if (found.entry.type !== 'directory') return found.entry.type === 'unknown';
    return (
      found.entry.unlisted !== undefined || this.call.files.list(folder).some((name) => name.endsWith('.go'))
    );
  }

  /** `//go:embed` patterns must match something. */
  private embeds(file: GoFile, problems: string[]): void {
    const folder = file.path.slice(0, file.path.lastIndexOf('/')) || '/';
    for (const { pattern, line, column } of file.source.embeds) {
      const clean = pattern.replace(/^all:/, '');
      if (this.matches(folder, clean)) continue;
      problems.push(
        `${this.shown(file.path)}:${line}:${column}: pattern ${pattern}: no matching files found`,
      );
    }
  }

  private matches(folder: string, pattern: string): boolean {
    const { files } = this.call;
    let at = [folder];
    for (const part of pattern.split('/')) {
      const next: string[] = [];
      for (const one of at) {
        if (!/[*?[]/.test(part)) {
          if (files.stat(join(one, part)).kind !== 'absent') next.push(join(one, part));
          continue;
        }
        if (/[[]/.test(part)) return true;
        const names = files.list(one).filter((name) => wildcard(part, name));
        next.push(...names.map((name) => join(one, name)));
      }
      at = next;
    }
    return at.length > 0;
  }

  /** A path as go prints it: relative to the working directory where that is shorter. */
  shown(path: string): string {
    const { cwd } = this.call;
    const prefix = cwd === '/' ? '/' : `${cwd}/`;
    return path.startsWith(prefix) ? path.slice(prefix.length) : path;
  }
}

function isUnder(path: string, module: string): boolean {
  return module !== '' && (path === module || path.startsWith(`${module}/`));
}

/** `*` and `?` within one part of a path, in linear time for one star and quadratic for many. */
function wildcard(pattern: string, name: string): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let mark = 0;
  while (n < name.length) {
    if (pattern[p] === '?' || (pattern[p] === name[n] && pattern[p] !== '*')) {
      p += 1;
      n += 1;
    } else if (pattern[p] === '*') {
      star = p;
      mark = n;
      p += 1;
    } else if (star >= 0) {
      p = star + 1;
      mark += 1;
      n = mark;
    } else return false;
  }
  while (pattern[p] === '*') p += 1;
  return p === pattern.length;
}
