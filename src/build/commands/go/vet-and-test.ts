/** go vet and go test: what is wrong before anything runs; tests themselves are not run. */
import type { ToolResult } from '../types.ts';
import { buildCache, type Plan, shownIn } from './compile.ts';
import { GoFailure } from './failure.ts';
import { join } from './module.ts';
import { download } from './module-cache.ts';
import { makeFolder, writeProgram } from './program.ts';
import { compileErrors } from './undefined.ts';

export function vet(plan: Plan): ToolResult {
  const { packages, warnings, loader } = plan;
  if (packages.length === 0) throw new GoFailure([...warnings, 'no packages to vet'].join('\n'));
  const closure = loader.closure(packages, true);
  if (plan.main && !loader.usesVendor) download(plan.call, plan.go, plan.main, closure.modules);
  for (const one of packages) {
    const [line] = compileErrors(
      one.files.map((file) => ({ name: shownIn(loader, file.path), source: file.source })),
    );
    if (line !== undefined) throw new GoFailure(`# ${one.importPath}\n# [${one.importPath}]\nvet: ${line}`);
  }
  plan.call.estimated('go vet is taken to find nothing');
  plan.call.takes(4_000);
  buildCache(plan.call, plan.go);
  return {};
}

export function test(plan: Plan): ToolResult {
  const { packages, warnings, loader, call } = plan;
  if (packages.length === 0) throw new GoFailure([...warnings, 'no packages to test'].join('\n'));
  let stdout = '';
  let failedOnce = false;
  let stderr = '';
  for (const one of packages) {
    let lines: string[];
    try {
      const closure = loader.closure([one], true);
      if (plan.main && !loader.usesVendor) {
        for (const module of download(call, plan.go, plan.main, closure.modules))
          stderr += `go: downloading ${module.path} ${module.version}\n`;
      }
      lines = compileErrors(
        [...one.files, ...one.tests.filter((file) => file.source.package === one.name)].map((file) => ({
          name: shownIn(loader, file.path),
          source: file.source,
        })),
      );
      if (lines.length > 0) stdout += `FAIL\t${one.importPath} [build failed]\n`;
      if (lines.length > 0) stderr += `# ${one.importPath}\n${lines.join('\n')}\n`;
    } catch (error) {
      if (!(error instanceof GoFailure)) throw error;
      lines = [error.message];
      stderr += `# ${one.importPath}\n${error.message}\n`;
      stdout += `FAIL\t${one.importPath} [setup failed]\n`;
    }
    if (lines.length > 0) failedOnce = true;
    else if (one.tests.length === 0) stdout += `?   \t${one.importPath}\t[no test files]\n`;
    else {
      call.estimated('tests are not run here; they are taken to pass');
      call.takes(2_500);
      stdout += `ok  \t${one.importPath}\t0.004s\n`;
    }
  }
  if (!failedOnce && plan.flags.get('c') !== undefined) return writeTest(plan, stderr);
  buildCache(call, plan.go);
  if (failedOnce) return { exitCode: 1, stdout: `${stdout}FAIL\n`, stderr };
  return { stdout, stderr };
}

/** `go test -c`: the tests as a program, which nothing starts. */
function writeTest(plan: Plan, stderr: string): ToolResult {
  const { call, flags, loader } = plan;
  const packages = plan.packages.filter((one) => one.tests.length > 0);
  const [only] = packages;
  if (!only || packages.length > 1) {
    call.unknown('where go test -c writes the tests of several packages is not modelled');
    return { stderr };
  }
  const name = `${only.importPath.split('/').at(-1)}.test`;
  const asked = flags.get('o');
  const isFolder = asked !== undefined && (asked.endsWith('/') || call.files.isDirectory(asked));
  const path = isFolder ? join(asked.replace(/\/+$/, ''), name) : (asked ?? name);
  makeFolder(call, path.includes('/') ? path.slice(0, path.lastIndexOf('/')) || '/' : '.', only.importPath);
  writeProgram(plan, only, loader.closure([only], true), path);
  buildCache(call, plan.go);
  return { stderr };
}
