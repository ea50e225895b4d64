/** Scripts of package.json, run by `sh -c` with node_modules/.bin on PATH (https://docs.npmjs.com/cli/v11/using-npm/scripts). */
import { dirname } from '../../filesystem/path.ts';
import type { ToolCall, ToolResult } from '../types.ts';
import type { Manifest } from './manifest.ts';

export interface ScriptOptions {
  readonly args?: readonly string[];
  /** Without the lines that say which script runs. */
  readonly silent?: boolean;
}

/** Runs pre-script, script and post-script; stops at the first that fails, and says what that was. */
export async function runScriptOf(
  call: ToolCall,
  root: string,
  manifest: Manifest,
  name: string,
  options: ScriptOptions = {},
): Promise<Required<ToolResult> & { readonly failed?: string }> {
  let stdout = '';
  let stderr = '';
  for (const event of [`pre${name}`, name, `post${name}`]) {
    const script = manifest.scripts?.[event];
    if (script === undefined || script === '') continue;
    const extra = event === name ? (options.args ?? []).map((arg) => ` ${quote(arg)}`).join('') : '';
    if (!options.silent) {
      const label = `${manifest.name ?? ''}${manifest.version ? `@${manifest.version}` : ''} ${event}`.trim();
      stdout += `\n> ${label}\n> ${script}${extra}\n\n`;
    }
    const result = await runInProject(call, root, script + extra, {
      npm_lifecycle_event: event,
      ...(manifest.name ? { npm_package_name: manifest.name } : {}),
      ...(manifest.version ? { npm_package_version: manifest.version } : {}),
    });
    stdout += result.stdout;
    stderr += result.stderr;
    if (result.exitCode !== 0) return { exitCode: result.exitCode, stdout, stderr, failed: script + extra };
  }
  return { exitCode: 0, stdout, stderr };
}

/** Runs a command line as a package manager does. */
export async function runInProject(
  call: ToolCall,
  root: string,
  script: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Required<ToolResult>> {
  const bins: string[] = [];
  for (let at = root; ; at = dirname(at)) {
    bins.push(`${at === '/' ? '' : at}/node_modules/.bin`);
    if (at === '/') break;
  }
  const path = [...bins, call.env.get('PATH') ?? ''].join(':');
  return call.run(script, { cwd: root, env: { ...env, PATH: path } });
}

export function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
