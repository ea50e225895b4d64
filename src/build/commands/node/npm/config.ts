/** Settings of .npmrc (https://docs.npmjs.com/cli/v11/configuring-npm/npmrc), and what `engine-strict` refuses. */
import type { ToolCall, ToolResult } from '../../types.ts';
import type { Manifest } from '../manifest.ts';
import { satisfies } from '../semver.ts';
import { error } from './errors.ts';

/** Settings that change what is done here. */
const KNOWN: ReadonlySet<string> = new Set([
  'omit',
  'include',
  'production',
  'only',
  'ignore-scripts',
  'engine-strict',
  'package-lock',
]);

/** The flags of a call with the settings of the project's and the user's .npmrc, where flag and environment are silent. */
export function withSettings(
  call: ToolCall,
  root: string,
  flags: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const all = new Map(flags);
  for (const folder of [root, call.env.get('HOME') || call.user.home]) {
    const path = `${folder === '/' ? '' : folder}/.npmrc`;
    const text = call.files.isFile(path) && call.files.reaches(path) ? call.files.read(path) : undefined;
    for (const line of (text ?? '').split('\n')) {
      const [, key = '', value = 'true'] = /^\s*([\w-]+)(?:\[\])?\s*(?:=\s*(.*?)\s*)?$/.exec(line) ?? [];
      const fromOutside = [key, key.toUpperCase()].some((name) =>
        call.env.has(`${name === key ? 'npm_config_' : 'NPM_CONFIG_'}${name.replaceAll('-', '_')}`),
      );
      if (!KNOWN.has(key) || all.has(key) || fromOutside) continue;
      // A switch that is off is the same as none.
      if (value !== 'false' || key === 'package-lock' || key === 'production') all.set(key, value);
    }
  }
  return all;
}

/** With engine-strict, npm refuses a project that asks for another node. */
export function refusedEngine(
  call: ToolCall,
  manifest: Manifest,
  flags: ReadonlyMap<string, string>,
): ToolResult | undefined {
  const wanted = manifest.engines?.node;
  const version = call.env.get('NODE_VERSION');
  const strict =
    (flags.get('engine-strict') ?? call.env.get('npm_config_engine_strict') ?? 'false') !== 'false';
  if (!strict || wanted === undefined || version === undefined || satisfies(version, wanted) !== false)
    return undefined;
  const name = `${manifest.name ?? ''}@${manifest.version ?? ''}`;
  return error(call, [
    'code EBADENGINE',
    'engine Unsupported engine',
    `engine Not compatible with your version of node/npm: ${name}`,
    `notsup Not compatible with your version of node/npm: ${name}`,
    `notsup Required: ${JSON.stringify(manifest.engines)}`,
    `notsup Actual:   {"node":"v${version}"}`,
  ]);
}
