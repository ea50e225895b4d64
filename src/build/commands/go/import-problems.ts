/** Why an import cannot be had: no module requires it, go.sum lacks it, a replacement is not there. */
import { GoFailure } from './failure.ts';
import { join, replacedBy } from './module.ts';
import { checkReplacement } from './module-cache.ts';
import type { Requirement } from './module-file.ts';
import type { GoPackage } from './package-types.ts';
import type { PackageLoader } from './packages.ts';
import { notRequired } from './patterns.ts';

/** Go's words for an import of another module that cannot be had; undefined where it can. */
export function problemWithImport(
  loader: PackageLoader,
  path: string,
  provider: Requirement | undefined,
  sums: ReadonlySet<string> | undefined,
  importer: string,
): string | undefined {
  const { call, main } = loader;
  if (loader.mode === 'vendor') {
    const found = main && call.files.stat(join(main.folder, `vendor/${path}`));
    return found?.kind === 'absent'
      ? `cannot find module providing package ${path}: import lookup disabled by -mod=vendor`
      : undefined;
  }
  if (!provider || !main) {
    if (loader.mode !== 'mod') return notRequired(loader, path);
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
  if (loader.mode === 'mod') return undefined;
  if (!sums) {
    call.unknown('the content of go.sum is not known');
    return undefined;
  }
  if (sums.has(`${provider.path} ${provider.version}`)) return undefined;
  return `missing go.sum entry for module providing package ${path} (imported by ${importer}); to add:\n\tgo get ${importer}`;
}

/** Whether a folder has Go files, or may have. */
export function hasGoFiles(loader: PackageLoader, folder: string): boolean {
  const found = loader.call.files.stat(folder);
  if (found.kind !== 'found') return found.kind === 'unknown';
  if (found.entry.type !== 'directory') return found.entry.type === 'unknown';
  return (
    found.entry.unlisted !== undefined || loader.call.files.list(folder).some((name) => name.endsWith('.go'))
  );
}

/** Whether a package may import another: what lies in `internal` belongs to the folder above it (`go help packages`). */
export function mayUse(importer: string, path: string): boolean {
  const at = `/${path}/`.lastIndexOf('/internal/');
  if (at < 0) return true;
  const owner = path.slice(0, Math.max(0, at - 1));
  return importer === 'command-line-arguments' || importer === owner || importer.startsWith(`${owner}/`);
}

/** Go's words for packages that import each other, on the way from one package; undefined where none do. */
export function cycleFrom(root: GoPackage, packages: ReadonlyMap<string, GoPackage>): string | undefined {
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (one: GoPackage, lines: readonly string[]): string | undefined => {
    if (done.has(one.importPath)) return undefined;
    way.push(one.importPath);
    for (const file of one.files) {
      for (const { path } of file.source.imports) {
        const next = packages.get(path);
        if (!next) continue;
        const line = `\timports ${path} from ${file.name}`;
        if (way.includes(path)) return [...lines, `${line}: import cycle not allowed`].join('\n');
        const found = visit(next, [...lines, line]);
        if (found !== undefined) return found;
      }
    }
    way.pop();
    done.add(one.importPath);
    return undefined;
  };
  return visit(root, [`package ${root.importPath}`]);
}
