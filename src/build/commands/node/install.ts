/** node_modules as npm lays it out from a lock file (https://docs.npmjs.com/cli/v11/configuring-npm/folders). */
import { dirname } from '../../filesystem/path.ts';
import type { ToolCall } from '../types.ts';
import { binsOf, fitsSystem, type LockedPackage, type LockFile, nameOf } from './manifest.ts';
import { CACHE_SHARE, packageSize } from './sizes.ts';

export const SIZES_WHY = 'sizes of npm packages are measured for some and a rule of thumb for the rest';

export interface Selection {
  readonly dev: boolean;
  readonly optional: boolean;
}

/** Paths of the packages that belong on this system. */
export function selected(
  call: ToolCall,
  lock: LockFile,
  selection: Selection,
): (readonly [path: string, locked: LockedPackage])[] {
  const fitting = Object.entries(lock.packages).filter(([path, locked]) => {
    if (!path.includes('node_modules/') || locked.link) return false;
    if (locked.dev && !selection.dev) return false;
    if (locked.devOptional && !selection.dev && !selection.optional) return false;
    if (locked.optional && !selection.optional) return false;
    return !locked.optional || fitsSystem(locked, call.image.libc);
  });
  const reached = reachable(lock, new Set(fitting.map(([path]) => path)));
  return fitting.filter(([path, locked]) => !locked.optional || reached.has(path));
}

/** Paths that the project reaches by way of packages that fit; the others serve packages of other systems. */
function reachable(lock: LockFile, fitting: ReadonlySet<string>): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [''];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const one = lock.packages[path];
    if (!one) continue;
    const own = path === '' ? one.devDependencies : {};
    const names = { ...one.dependencies, ...one.optionalDependencies, ...one.peerDependencies, ...own };
    for (const name of Object.keys(names)) {
      const found = resolveFrom(lock, path, name);
      if (found === undefined || !fitting.has(found) || reached.has(found)) continue;
      reached.add(found);
      queue.push(found);
    }
  }
  return reached;
}

/** The path at which a package finds another, nearest first. */
function resolveFrom(lock: LockFile, from: string, name: string): string | undefined {
  for (let at = from; ; ) {
    const candidate = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (lock.packages[candidate]) return candidate;
    if (at === '') return undefined;
    const cut = at.lastIndexOf('/node_modules/');
    at = cut < 0 ? '' : at.slice(0, cut);
  }
}

/** Writes packages below a project's folder; gives how many. */
export function installPackages(
  call: ToolCall,
  root: string,
  packages: readonly (readonly [path: string, locked: LockedPackage])[],
): number {
  const { files } = call;
  if (packages.length === 0) return 0;
  const modules = `${root === '/' ? '' : root}/node_modules`;
  files.makeDirectories(modules);
  let bytes = 0;
  for (const [path, locked] of packages) {
    const name = nameOf(path);
    bytes += packageSize(name);
    installPackage(call, `${root === '/' ? '' : root}/${path}`, name, locked);
  }
  files.writeOpaque(`${modules}/.package-lock.json`, {
    size: { bytes: 570 * packages.length, certainty: 'estimated', why: SIZES_WHY },
    fingerprint: `.package-lock.json ${packages.map(([path, one]) => `${path}@${one.version}`).join(' ')}`,
  });
  fillCache(call, Math.round(bytes * CACHE_SHARE));
  call.estimated(SIZES_WHY);
  call.takes(1_200 + packages.length * 45);
  return packages.length;
}

/** One package: its folder, its package.json, its programs, and one entry for everything else. */
export function installPackage(call: ToolCall, folder: string, name: string, locked: LockedPackage): void {
  const { files } = call;
  const mark = `${name}@${locked.version ?? ''}`;
  files.makeDirectories(folder);
  files.markUnlisted(folder, `the files of the package ${mark} are not listed`);
  const opaque = (path: string, bytes: number, rest: object = {}, mode?: number) => {
    files.makeDirectories(dirname(path));
    files.writeOpaque(
      path,
      {
        size: { bytes, certainty: 'estimated', why: SIZES_WHY },
        fingerprint: `${mark} ${path.slice(folder.length)}`,
        ...rest,
      },
      mode === undefined ? {} : { mode },
    );
  };
  opaque(`${folder}/package.json`, 1_500);
  for (const [bin, target] of Object.entries(binsOf(name, locked))) {
    const file = `${folder}/${target.replace(/^\.\//, '')}`;
    opaque(
      file,
      300,
      { program: { format: 'script', interpreter: '/usr/bin/env node', language: 'javascript' } },
      0o755,
    );
    const bins = folder.slice(0, folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
    link(call, `${bins}.bin/${bin}`, `../${file.slice(bins.length)}`);
  }
  const rest = `${folder}/…`;
  opaque(rest, Math.max(0, packageSize(name) - 1_800));
  files.update(rest, (entry) => ({
    ...entry,
    certainty: 'estimated',
    why: 'it stands for the other files of the package, which are not listed',
  }));
}

export function link(call: ToolCall, path: string, target: string): void {
  call.files.makeDirectories(dirname(path));
  call.files.remove(path);
  call.files.symlink(target, path);
}

/** npm's download cache, in `~/.npm` unless configured otherwise. */
export function cacheFolder(call: ToolCall): string {
  return (
    call.env.get('npm_config_cache') ||
    call.env.get('NPM_CONFIG_CACHE') ||
    `${call.env.get('HOME') || '/root'}/.npm`
  );
}

function fillCache(call: ToolCall, bytes: number): void {
  const { files } = call;
  const folder = cacheFolder(call);
  const place = `${folder}/_cacache/…`;
  files.makeDirectories(`${folder}/_logs`);
  files.makeDirectories(`${folder}/_cacache`);
  if (files.exists(place)) return;
  files.markUnlisted(`${folder}/_cacache`, 'the download cache of npm has files of its own');
  files.writeOpaque(place, {
    size: { bytes, certainty: 'estimated', why: 'the packages as they were downloaded' },
    fingerprint: 'npm cache',
  });
  files.update(place, (entry) => ({
    ...entry,
    certainty: 'estimated',
    why: 'it stands for the files of the cache',
  }));
}
