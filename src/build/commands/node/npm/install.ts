/** npm ci and npm install: from the lock file where it agrees with package.json, else from what the registry may say. */
import { dirname } from '../../../filesystem/path.ts';
import type { ToolCall, ToolResult } from '../../types.ts';
import { cacheFolder, installPackage, link, SIZES_WHY } from '../install.ts';
import { KNOWN_BINS } from '../known-bins.ts';
import { binsOf, disagreements, type LockFile, type Manifest, readJson } from '../manifest.ts';
import { refusedEngine } from './config.ts';
import { brokenManifest, error, noManifest } from './errors.ts';
import { cannotTell, fill, readLock, wantsDev } from './fill.ts';
import { installGlobal, relative } from './global.ts';

const NO_LOCK = [
  'The `npm ci` command can only install with an existing package-lock.json or',
  'npm-shrinkwrap.json with lockfileVersion >= 1. Run an install with npm@5 or',
  'later to generate a package-lock.json file, then try again.',
];
const USAGE = [
  '',
  'Clean install a project',
  '',
  'Usage:',
  'npm ci',
  '',
  'aliases: clean-install, ic, install-clean, isntall-clean',
  '',
  'Run "npm help ci" for more info',
];

/** `npm ci`: needs a lock file that agrees with package.json. */
export async function ci(
  call: ToolCall,
  root: string,
  flags: ReadonlyMap<string, string>,
): Promise<ToolResult> {
  const lock = readLock(call, root);
  if (lock.kind === 'absent') return error(call, ['code EUSAGE', '', ...NO_LOCK, ...USAGE]);
  const manifest = readJson<Manifest>(call, `${root}/package.json`);
  if (manifest.kind === 'absent') return noManifest(call, root);
  if (manifest.kind === 'broken') return brokenManifest(call, root, manifest.message);
  if (lock.kind !== 'found' || manifest.kind !== 'found') return cannotTell(call, root);
  const problems = lock.value.packages ? disagreements(manifest.value, lock.value) : [];
  if (problems.length > 0) {
    return error(call, [
      'code EUSAGE',
      '',
      '`npm ci` can only install packages when your package.json and package-lock.json or npm-shrinkwrap.json are in sync. Please update your lock file with `npm install` before continuing.',
      '',
      ...problems,
      ...USAGE,
    ]);
  }
  const refused = refusedEngine(call, manifest.value, flags);
  if (refused) return refused;
  call.files.remove(`${root}/node_modules`);
  return fill(call, root, manifest.value, lock.value, flags);
}

/** `npm install`, with names of packages or without. */
export async function install(
  call: ToolCall,
  root: string,
  names: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<ToolResult> {
  if (flags.has('global') || flags.has('g')) return installGlobal(call, names);
  if (names.length > 0) return installNamed(call, root, names);
  const manifest = readJson<Manifest>(call, `${root}/package.json`);
  if (manifest.kind === 'absent') return noManifest(call, root);
  if (manifest.kind === 'broken') return brokenManifest(call, root, manifest.message);
  if (manifest.kind !== 'found') return cannotTell(call, root);
  const refused = refusedEngine(call, manifest.value, flags);
  if (refused) return refused;
  const lock = readLock(call, root);
  if (
    lock.kind === 'found' &&
    lock.value.packages &&
    disagreements(manifest.value, lock.value).length === 0
  ) {
    return fill(call, root, manifest.value, lock.value, flags);
  }
  // Versions are chosen from the registry: direct dependencies are sure, theirs are not.
  const direct = {
    ...manifest.value.dependencies,
    ...(wantsDev(call, flags) ? manifest.value.devDependencies : {}),
  };
  const local = Object.entries(direct).filter(([, range]) => /^(?:file|link):/.test(range));
  const fetched = Object.entries(direct).filter(([, range]) => !/^(?:file|link):/.test(range));
  const guess: LockFile = {
    packages: Object.fromEntries(
      fetched.map(([name, version]) => [`node_modules/${name}`, { version, bin: KNOWN_BINS[name] ?? {} }]),
    ),
  };
  const base = root === '/' ? '' : root;
  for (const [name, range] of local) {
    const target = call.files.at(root).resolve(range.replace(/^(?:file|link):/, ''));
    if (/\.(?:tgz|tar\.gz)$/.test(target)) call.unknown(`what ${target} holds is not known`);
    else linkLocal(call, `${base}/node_modules/${name}`, target);
  }
  const result = await fill(call, root, manifest.value, guess, flags);
  if (local.length > 0 && fetched.length === 0) {
    call.files.writeOpaque(`${base}/node_modules/.package-lock.json`, {
      size: { bytes: 300 * local.length, certainty: 'estimated', why: SIZES_WHY },
      fingerprint: `.package-lock.json ${JSON.stringify(local)}`,
    });
    call.files.makeDirectories(`${cacheFolder(call)}/_logs`);
  }
  if (fetched.length > 0) {
    call.files.markUnlisted(
      `${root}/node_modules`,
      'what the dependencies depend on is chosen by the registry',
    );
    call.files.markUnlisted(
      `${root}/node_modules/.bin`,
      'programs of packages are not listed without a lock file',
    );
  }
  if (!flags.has('no-package-lock') && flags.get('package-lock') !== 'false') {
    call.files.writeOpaque(`${root}/package-lock.json`, {
      size: {
        bytes: 900 * Math.max(1, Object.keys(direct).length * 4),
        certainty: 'estimated',
        why: 'npm writes it from what the registry says',
      },
      fingerprint: `package-lock.json of ${JSON.stringify(direct)}`,
    });
  }
  return result;
}

/** A folder that package.json names as a dependency: npm makes a link, whether the folder is there or not. */
function linkLocal(call: ToolCall, path: string, target: string): void {
  link(call, path, relative(dirname(path), target));
  const manifest = readJson<Manifest>(call, `${target}/package.json`);
  if (manifest.kind !== 'found') return;
  const { name, dependencies } = manifest.value;
  const modules = path.slice(0, path.lastIndexOf('node_modules/') + 'node_modules'.length);
  for (const [bin, file] of Object.entries(binsOf(name ?? '', manifest.value)))
    link(call, `${modules}/.bin/${bin}`, `../${path.slice(modules.length + 1)}/${file.replace(/^\.\//, '')}`);
  if (Object.keys(dependencies ?? {}).length > 0)
    call.files.markUnlisted(modules, 'what the dependencies depend on is chosen by the registry');
}

function installNamed(call: ToolCall, root: string, names: readonly string[]): ToolResult {
  for (const spec of names) {
    const [, name = spec, version = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
    installPackage(call, `${root}/node_modules/${name}`, name, { version, bin: KNOWN_BINS[name] ?? {} });
  }
  const why = 'which versions are chosen is asked of the registry when the image is built';
  call.files.markUnlisted(`${root}/node_modules`, why);
  for (const file of ['package.json', 'package-lock.json']) {
    call.files.writeOpaque(`${root}/${file}`, {
      size: { bytes: 0, certainty: 'unknown', why },
      fingerprint: `npm install ${names.join(' ')}`,
    });
  }
  call.estimated(why);
  return { stdout: `\nadded ${names.length} packages in 2s\n` };
}
