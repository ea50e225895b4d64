/** npm run and its shorthands: the scripts of package.json. */
import type { ToolCall, ToolResult } from '../../types.ts';
import { type Manifest, readJson } from '../manifest.ts';
import { runInProject, runScriptOf } from '../script.ts';
import { brokenManifest, error, noManifest } from './errors.ts';

/** Runs a script by its name; without one, lists them. */
export async function script(
  call: ToolCall,
  root: string,
  name: string | undefined,
  args: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<ToolResult> {
  const manifest = readJson<Manifest>(call, `${root}/package.json`);
  if (manifest.kind === 'absent') return noManifest(call, root);
  if (manifest.kind === 'broken') return brokenManifest(call, root, manifest.message);
  if (manifest.kind !== 'found') {
    call.unknown(`what ${root}/package.json says is not known`);
    return {};
  }
  const scripts = manifest.value.scripts ?? {};
  if (name === undefined) {
    const list = Object.entries(scripts).map(([key, text]) => `  ${key}\n    ${text}\n`);
    return {
      stdout: `Scripts available in ${manifest.value.name}@${manifest.value.version} via \`npm run\`:\n${list.join('')}`,
    };
  }
  if (scripts[name] === undefined) {
    if (flags.has('if-present')) return {};
    if (name === 'start' && call.files.exists(`${root}/server.js`))
      return runInProject(call, root, 'node server.js');
    return error(call, [`Missing script: "${name}"`, '', 'To see a list of scripts, run:', '  npm run']);
  }
  const silent = flags.has('silent') || flags.has('s') || flags.get('loglevel') === 'silent';
  return runScriptOf(call, root, manifest.value, name, { args, silent });
}
