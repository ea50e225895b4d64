/** Fills node_modules from a lock file; which dependencies are wanted is told by flags, configuration and NODE_ENV. */
import type { ToolCall, ToolResult } from '../../types.ts';
import { installPackages, selected } from '../install.ts';
import { type LockFile, type Manifest, nameOf, readJson } from '../manifest.ts';
import { runScriptOf } from '../script.ts';
import { scriptFailed } from './errors.ts';

/** Whether development dependencies are wanted, by flags, configuration and NODE_ENV. */
export function wantsDev(call: ToolCall, flags: ReadonlyMap<string, string>): boolean {
  const include = `${flags.get('include') ?? call.env.get('npm_config_include') ?? ''}`;
  if (include.split(/[ ,]/).includes('dev')) return true;
  const omit = flags.get('omit') ?? call.env.get('npm_config_omit') ?? call.env.get('NPM_CONFIG_OMIT');
  if (omit !== undefined && omit !== '') return !omit.split(/[ ,]/).includes('dev');
  const production =
    flags.get('production') ?? call.env.get('npm_config_production') ?? call.env.get('NPM_CONFIG_PRODUCTION');
  if (production !== undefined) return production === 'false';
  if (flags.get('only') === 'production' || flags.get('only') === 'prod') return false;
  return call.env.get('NODE_ENV') !== 'production';
}

/** Whether optional dependencies are wanted. */
export function wantsOptional(flags: ReadonlyMap<string, string>): boolean {
  return !(flags.get('omit') ?? '').split(/[ ,]/).includes('optional');
}

/** npm-shrinkwrap.json, or else package-lock.json. */
export function readLock(call: ToolCall, root: string): ReturnType<typeof readJson<LockFile>> {
  const shrinkwrap = readJson<LockFile>(call, `${root}/npm-shrinkwrap.json`);
  return shrinkwrap.kind === 'found' ? shrinkwrap : readJson<LockFile>(call, `${root}/package-lock.json`);
}

/** Nothing is known of what would be installed. */
export function cannotTell(call: ToolCall, root: string): ToolResult {
  call.unknown('what package.json or its lock file says is not known');
  call.files.markUnlisted(`${root}/node_modules`, 'what is installed cannot be told');
  return {};
}

/** Fills node_modules from a lock file, then runs the project's own install scripts. */
export async function fill(
  call: ToolCall,
  root: string,
  manifest: Manifest,
  lock: LockFile,
  flags: ReadonlyMap<string, string>,
): Promise<ToolResult> {
  if (!lock.packages) return cannotTell(call, root);
  if (manifest.workspaces) call.unknown('npm workspaces are not modelled');
  const selection = { dev: wantsDev(call, flags), optional: wantsOptional(flags) };
  const wanted = selected(call, lock, selection);
  const scripts = !flags.has('ignore-scripts');
  const count = installPackages(call, root, wanted);
  const native = wanted
    .filter(([, one]) => one.hasInstallScript && !one.optional)
    .map(([path]) => nameOf(path));
  if (scripts && native.length > 0) {
    call.estimated(`install scripts of packages (${native.slice(0, 3).join(', ')}) are taken to succeed`);
  }
  const added = count === 0 ? 'up to date' : `added ${count} package${count === 1 ? '' : 's'}`;
  let stdout = '';
  if (scripts) {
    for (const event of ['install', 'prepare']) {
      if (manifest.scripts?.[event] === undefined && manifest.scripts?.[`post${event}`] === undefined)
        continue;
      const result = await runScriptOf(
        call,
        root,
        { ...manifest, scripts: { [event]: '', ...manifest.scripts } },
        event,
      );
      stdout += result.stdout;
      if (result.exitCode !== 0) return scriptFailed(call, root, result, result.failed ?? event, stdout);
    }
  }
  return { stdout: `${stdout}\n${added} in 2s\n` };
}
