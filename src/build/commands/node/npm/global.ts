/** npm install -g: packages of the registry, and folders, of which npm makes links. */
import { dirname } from '../../../filesystem/path.ts';
import type { ToolCall, ToolResult } from '../../types.ts';
import { cacheFolder, installPackage, link, SIZES_WHY } from '../install.ts';
import { KNOWN_BINS } from '../known-bins.ts';
import { binsOf, type Manifest, readJson } from '../manifest.ts';
import { brokenManifest, noManifest } from './errors.ts';

/** `npm install -g name …`. */
export function installGlobal(call: ToolCall, names: readonly string[]): ToolResult {
  const node = call.which('node') ?? '/usr/local/bin/node';
  const prefix = dirname(dirname(node));
  for (const spec of names.length === 0 ? ['.'] : names) {
    if (/^(?:file:|\.{0,2}(?:\/|$))/.test(spec)) {
      const failed = linkFolder(call, prefix, call.files.resolve(spec.replace(/^file:/, '')));
      if (failed) return failed;
      continue;
    }
    const [, name = spec, version = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
    if (name === 'npm') continue;
    if (/\.(?:tgz|tar\.gz)$/.test(name) || name.includes(':')) {
      call.unknown(`what ${spec} holds is not known`);
      continue;
    }
    const folder = `${prefix}/lib/node_modules/${name}`;
    installPackage(call, folder, name, { version });
    const bins = KNOWN_BINS[name] ?? { [name.slice(name.lastIndexOf('/') + 1)]: 'bin/cli.js' };
    for (const [bin, target] of Object.entries(bins)) {
      call.files.makeDirectories(dirname(`${folder}/${target}`));
      call.files.writeOpaque(
        `${folder}/${target}`,
        {
          size: { bytes: 300, certainty: 'estimated', why: SIZES_WHY },
          fingerprint: `${name}@${version} ${target}`,
          program: { format: 'script', interpreter: '/usr/bin/env node', language: 'javascript' },
        },
        { mode: 0o755 },
      );
      link(call, `${prefix}/bin/${bin}`, `../lib/node_modules/${name}/${target}`);
    }
  }
  call.estimated(SIZES_WHY);
  call.takes(3_000);
  return { stdout: `\nadded ${names.length} package${names.length === 1 ? '' : 's'} in 2s\n` };
}

/** A folder becomes a link, its programs too; its own dependencies come from the registry. */
function linkFolder(call: ToolCall, prefix: string, folder: string): ToolResult | undefined {
  const manifest = readJson<Manifest>(call, `${folder}/package.json`);
  if (manifest.kind === 'absent') return noManifest(call, folder);
  if (manifest.kind === 'broken') return brokenManifest(call, folder, manifest.message);
  const name = manifest.kind === 'found' ? manifest.value.name : undefined;
  if (manifest.kind !== 'found' || name === undefined) {
    call.unknown(`what ${folder}/package.json says is not known`);
    return undefined;
  }
  const modules = `${prefix}/lib/node_modules`;
  link(call, `${modules}/${name}`, relative(dirname(`${modules}/${name}`), folder));
  for (const [bin, target] of Object.entries(binsOf(name, manifest.value))) {
    const file = target.replace(/^\.\//, '');
    link(call, `${prefix}/bin/${bin}`, `../lib/node_modules/${name}/${file}`);
    // npm makes a program executable as it links it.
    if (call.files.isFile(`${folder}/${file}`))
      call.files.update(`${folder}/${file}`, (entry) => ({ ...entry, mode: entry.mode | 0o111 }));
  }
  call.files.makeDirectories(`${cacheFolder(call)}/_logs`);
  if (Object.keys(manifest.value.dependencies ?? {}).length > 0)
    call.files.markUnlisted(`${folder}/node_modules`, 'what the dependencies are is chosen by the registry');
  return undefined;
}

/** The way from one folder to another, both absolute. */
export function relative(from: string, to: string): string {
  const [a, b] = [from, to].map((path) => path.split('/').filter(Boolean)) as [string[], string[]];
  let same = 0;
  while (same < a.length && same < b.length && a[same] === b[same]) same += 1;
  return [...a.slice(same).map(() => '..'), ...b.slice(same)].join('/') || '.';
}
