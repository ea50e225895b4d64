/** Loads what packages import, downloads what is missing and looks for what cannot compile. Words of go 1.27.3. */
import type { ToolCall } from '../types.ts';
import type { GoEnvironment } from './environment.ts';
import { GoFailure } from './failure.ts';
import type { MainModule } from './module.ts';
import { download, guess } from './module-cache.ts';
import type { Closure, GoPackage } from './package-types.ts';
import type { PackageLoader } from './packages.ts';
import { compileErrors } from './undefined.ts';

const NOT_COMPILED =
  'Go sources are not compiled here: names that are nowhere declared are found, other mistakes are not; sizes of programs are taken from programs with the same imports (go 1.27.3)';
const CACHE_BYTES = 45_000_000;

export interface Plan {
  readonly call: ToolCall;
  readonly go: GoEnvironment;
  readonly flags: ReadonlyMap<string, string>;
  readonly loader: PackageLoader;
  readonly main: MainModule | undefined;
  readonly packages: readonly GoPackage[];
  readonly warnings: readonly string[];
  readonly tags: ReadonlySet<string>;
}

/** Loads everything that is imported, downloads what is missing, and looks for what cannot compile. */
export function compile(
  plan: Plan,
  roots: readonly GoPackage[],
  withTests = false,
): { closure: Closure; stderr: string } {
  const { call, go, loader, main } = plan;
  for (const one of roots) {
    if (one.files.length > 0 || withTests) continue;
    if (one.excluded > 0)
      throw new GoFailure(`${one.importPath}: build constraints exclude all Go files in ${one.folder}`);
    throw new GoFailure(`${one.importPath}: no non-test Go files in ${one.folder}`);
  }
  const closure = loader.closure(roots, withTests);
  let stderr = '';
  if (main && !loader.usesVendor) {
    for (const one of download(call, go, main, closure.modules))
      stderr += `go: downloading ${one.path} ${one.version}\n`;
  }
  const errors: string[] = [];
  for (const one of closure.packages) {
    const listed = withTests
      ? [...one.files, ...one.tests.filter((file) => file.source.package === one.name)]
      : one.files;
    const lines = compileErrors(
      listed.map((file) => ({ name: shownIn(loader, file.path), source: file.source })),
    );
    if (lines.length > 0) errors.push(`# ${one.importPath}`, ...lines);
    else if (
      one.name === 'main' &&
      one.files.length > 0 &&
      !one.files.some((file) => file.source.declaresMain) &&
      roots.includes(one)
    ) {
      errors.push(
        `# ${one.importPath}`,
        'runtime.main_main·f: function main is undeclared in the main package',
      );
    }
  }
  if (errors.length > 0) throw new GoFailure(stderr + errors.join('\n'));
  call.estimated(NOT_COMPILED);
  const modules = closure.modules.length;
  call.takes(
    1_500 + (closure.standard.has('net/http') ? 9_000 : 3_000) * (modules > 5 ? 2 : 1) + modules * 300,
  );
  buildCache(call, go);
  return { closure, stderr };
}

/** A path as the compiler prints it. */
export function shownIn(loader: PackageLoader, path: string): string {
  const shown = loader.shown(path);
  return shown.startsWith('/') ? shown : `./${shown}`;
}

/** The build cache holds something after every build; how much is a guess. */
export function buildCache(call: ToolCall, go: GoEnvironment): void {
  const { files } = call;
  if (go.buildCache === 'off')
    throw new GoFailure('build cache is disabled by GOCACHE=off, but required as of Go 1.12');
  const place = `${go.buildCache}/…`;
  files.makeDirectories(go.buildCache);
  if (files.exists(place)) return;
  files.markUnlisted(go.buildCache, 'the build cache has files of its own');
  files.writeOpaque(place, {
    size: { bytes: CACHE_BYTES, certainty: 'estimated', why: 'a build cache after one build (go 1.27.3)' },
    fingerprint: 'go build cache',
  });
  guess(call, place, 'it stands for the files of the build cache, which are not listed');
  // The one file of the cache that always has this name: ten digits, the second of the last cleaning.
  files.writeOpaque(`${go.buildCache}/trim.txt`, {
    size: { bytes: 10, certainty: 'known' },
    fingerprint: 'go build cache trim.txt',
  });
}
