/** The packages that a pattern names: files, a folder, an import path, `./...`. Words of go 1.27.3. */
import { GoFailure } from './failure.ts';
import { join, NO_MODULE, providerOf } from './module.ts';
import type { GoPackage } from './package-types.ts';
import { isUnder, type PackageLoader } from './packages.ts';
import { STANDARD_PACKAGES } from './standard-library.ts';

/** Whether a pattern names a file. */
export function mayBeFile(loader: PackageLoader, path: string): boolean {
  return loader.call.files.isFile(path);
}

/** The package that a list of files makes. */
export function packageOfFiles(loader: PackageLoader, names: readonly string[]): GoPackage {
  const { files } = loader.call;
  const list = names.map((name) => loader.file(files.resolve(name)));
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

/** The package of a folder or import path; undefined for one of the standard library or another module. */
export function packageNamed(loader: PackageLoader, pattern: string): GoPackage | undefined {
  const { call, main } = loader;
  if (/^\.{0,2}(\/|$)/.test(pattern)) {
    const folder = call.files.resolve(pattern);
    if (!main) throw new GoFailure(`go: ${NO_MODULE}`);
    const found = call.files.stat(folder);
    if (found.kind === 'absent') throw new GoFailure(`stat ${folder}: directory not found`);
    if (found.kind === 'found' && found.entry.type === 'file')
      throw new GoFailure(`${pattern} is not a directory`);
    if (`${folder}/`.startsWith(main.folder === '/' ? '/' : `${main.folder}/`)) return loader.load(folder);
    throw new GoFailure(
      `directory ${/^\//.test(pattern) ? folder : pattern} outside main module or its selected dependencies`,
    );
  }
  const bare = pattern.replace(/@.*$/, '');
  const inMain = main && loader.folderOf(bare);
  if (inMain !== undefined && loader.call.files.stat(inMain).kind !== 'absent') return loader.load(inMain);
  if (STANDARD_PACKAGES.has(bare) || bare.startsWith('internal/')) return undefined;
  if (!(bare.split('/')[0] ?? '').includes('.') && !(main && isUnder(bare, main.file.module))) {
    if (bare.endsWith('.go')) throw new GoFailure(notRequired(loader, bare));
    throw new GoFailure(`package ${bare} is not in std (${loader.go.root}/src/${bare})`);
  }
  if (main && providerOf(main.file, bare)) return undefined;
  throw new GoFailure(notRequired(loader, bare));
}

/** Go's words for a package that no module provides. */
export function notRequired(loader: PackageLoader, path: string): string {
  return loader.main
    ? `no required module provides package ${path}; to add it:\n\tgo get ${path}`
    : `no required module provides package ${path}: ${NO_MODULE}`;
}

/** The packages below a folder: `./...`. */
export function packagesBelow(loader: PackageLoader, pattern: string): GoPackage[] {
  const { call, main } = loader;
  if (!main) {
    throw new GoFailure(
      `pattern ${pattern}: directory prefix . does not contain main module or its selected dependencies`,
    );
  }
  const base = pattern === '...' ? '.' : pattern.slice(0, -4);
  const start = /^\.{0,2}(\/|$)/.test(base) ? call.files.resolve(base) : loader.folderOf(base);
  if (start === undefined || call.files.stat(start).kind === 'absent') {
    if (start !== undefined)
      throw new GoFailure(`pattern ${pattern}: lstat ${pattern.slice(0, -3)}: no such file or directory`);
    return [];
  }
  const packages: GoPackage[] = [];
  const visit = (folder: string, depth: number) => {
    if (depth > 60) return;
    if (folder !== start && call.files.isFile(join(folder, 'go.mod'))) return;
    const one = loader.load(folder, true);
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
