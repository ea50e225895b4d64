/**
 * npm (https://docs.npmjs.com/cli/v11/commands): ci needs a lock file that agrees with package.json; install takes
 * what the lock says where it agrees; scripts come from package.json. Writes node_modules and ~/.npm. Words of npm 11.19.
 */
import { dirname } from '../../filesystem/path.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';
import { cacheFolder, installPackage, installPackages, link, SIZES_WHY, selected } from './install.ts';
import { KNOWN_BINS } from './known-bins.ts';
import { disagreements, type LockFile, type Manifest, nameOf, readJson } from './manifest.ts';
import { runInProject, runScriptOf } from './script.ts';

const CI: ReadonlySet<string> = new Set(['ci', 'clean-install', 'ic', 'install-clean', 'isntall-clean']);
const INSTALL: ReadonlySet<string> = new Set([
  'install',
  'i',
  'add',
  'in',
  'ins',
  'inst',
  'insta',
  'instal',
  'isnt',
  'isnta',
  'isntal',
  'isntall',
]);
const RUN: ReadonlySet<string> = new Set(['run', 'run-script', 'rum', 'urn']);
const SHORTHANDS: ReadonlySet<string> = new Set(['start', 'test', 'stop', 'restart', 't', 'tst']);
const QUIET: ReadonlySet<string> = new Set([
  'config',
  'set',
  'get',
  'pkg',
  'cache',
  'help',
  'audit',
  'fund',
  'version',
  'root',
  'prefix',
  'bin',
]);
const NOT_MODELLED: ReadonlySet<string> = new Set(
  'access adduser bugs completion dedupe ddp deprecate diff dist-tag docs doctor edit explain explore find-dupes hook init innit create install-ci-test install-test it link ln login logout ls list ll la org outdated owner pack ping profile publish query rebuild rb repo sbom search shrinkwrap star stars stage team token undeprecate uninstall un unlink remove rm r unpublish unstar update up upgrade udpate view info show v whoami'.split(
    ' ',
  ),
);
/** Options that take the next word. */
const VALUES: ReadonlySet<string> = new Set(
  'omit include prefix cache registry loglevel workspace w C userconfig install-strategy fetch-retries fetch-timeout maxsockets tag'.split(
    ' ',
  ),
);

interface Arguments {
  readonly words: readonly string[];
  readonly flags: ReadonlyMap<string, string>;
  readonly rest: readonly string[];
}

function parse(args: readonly string[]): Arguments {
  const words: string[] = [];
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (arg === '--') return { words, flags, rest: args.slice(at + 1) };
    if (!arg.startsWith('-') || arg === '-') {
      words.push(arg);
      continue;
    }
    const [name = '', value] = splitFlag(arg);
    if (value !== undefined) flags.set(name, value);
    else if (VALUES.has(name)) {
      at += 1;
      flags.set(name, [flags.get(name), args[at] ?? ''].filter(Boolean).join(','));
    } else flags.set(name, 'true');
  }
  return { words, flags, rest: [] };
}

function splitFlag(arg: string): [string, string | undefined] {
  const bare = arg.replace(/^--?/, '');
  const equals = bare.indexOf('=');
  return equals < 0 ? [bare, undefined] : [bare.slice(0, equals), bare.slice(equals + 1)];
}

export const npm = defineTool({
  names: ['npm'],
  origin: 'toolchain',
  async run(call) {
    const args = parse(call.args);
    const [command = '', ...words] = args.words;
    const root = projectRoot(call, args.flags.get('prefix') ?? args.flags.get('C'));
    if (args.flags.has('workspace') || args.flags.has('w') || args.flags.has('workspaces')) {
      call.unknown('npm workspaces are not modelled');
      return {};
    }
    if (CI.has(command)) return ci(call, root, args.flags);
    if (INSTALL.has(command)) return install(call, root, words, args.flags);
    if (command === 'prune') return prune(call, root, args.flags);
    if (RUN.has(command)) return script(call, root, words[0], [...words.slice(1), ...args.rest], args.flags);
    if (SHORTHANDS.has(command))
      return script(
        call,
        root,
        command.startsWith('t') ? 'test' : command,
        [...words, ...args.rest],
        args.flags,
      );
    if (command === 'exec' || command === 'x') {
      return runInProject(call, root, [...words, ...args.rest].join(' '));
    }
    if (command === 'cache' && (words[0] === 'clean' || words[0] === 'clear' || words[0] === 'rm')) {
      if (args.flags.has('force') || args.flags.has('f')) call.files.remove(`${cacheFolder(call)}/_cacache`);
      return args.flags.has('force') || args.flags.has('f')
        ? { stderr: 'npm warn using --force Recommended protections disabled.\n' }
        : error(call, [
            'As of npm@5, the npm cache self-heals from corruption issues',
            'by treating integrity mismatches as cache misses.  As a result,',
            'data extracted from the cache is guaranteed to be valid.  If you',
            'want to make sure everything is consistent, use `npm cache verify`',
            'instead.  Deleting the cache can only make npm go slower, and is',
            'not likely to correct any problems you may be encountering!',
          ]);
    }
    if (args.flags.has('version') || args.flags.has('v')) {
      call.unknown('the version of npm in this image is not known');
      return {};
    }
    if (QUIET.has(command)) {
      if (command !== 'config' && command !== 'set' && command !== 'fund' && command !== 'audit')
        call.unknown(`npm ${command} is not modelled`);
      return {};
    }
    if (NOT_MODELLED.has(command)) {
      call.unknown(`npm ${command} is not modelled`);
      return {};
    }
    if (command === '') return { exitCode: 1, stdout: 'npm <command>\n' };
    return {
      exitCode: 1,
      stderr: `Unknown command: "${command}"\n\nTo see a list of supported npm commands, run:\n  npm help\n`,
    };
  },
});

/** The nearest folder above with a package.json or node_modules, as npm looks for it. */
function projectRoot(call: ToolCall, prefix: string | undefined): string {
  if (prefix !== undefined) return call.files.resolve(prefix);
  for (let at = call.cwd; ; at = dirname(at)) {
    if (call.files.exists(`${at}/package.json`) || call.files.isDirectory(`${at}/node_modules`)) return at;
    if (at === '/') return call.cwd;
  }
}

/** Whether development dependencies are wanted, by flags, configuration and NODE_ENV. */
function wantsDev(call: ToolCall, flags: ReadonlyMap<string, string>): boolean {
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

function wantsOptional(flags: ReadonlyMap<string, string>): boolean {
  return !(flags.get('omit') ?? '').split(/[ ,]/).includes('optional');
}

/** Lines behind `npm error`, and where the log would be. */
function error(call: ToolCall, lines: readonly string[], exitCode = 1): ToolResult {
  const said = lines.map((line) => `npm error${line === '' ? '' : ` ${line}`}\n`).join('');
  const log = `npm error A complete log of this run can be found in: ${cacheFolder(call)}/_logs/2026-11-21T00_00_00_000Z-debug-0.log\n`;
  return { exitCode, stderr: said + log };
}

function noManifest(call: ToolCall, root: string): ToolResult {
  const path = `${root === '/' ? '' : root}/package.json`;
  return error(
    call,
    [
      'code ENOENT',
      'syscall open',
      `path ${path}`,
      'errno -2',
      `enoent Could not read package.json: Error: ENOENT: no such file or directory, open '${path}'`,
      'enoent This is related to npm not being able to find a file.',
      'enoent',
    ],
    254,
  );
}

function brokenManifest(call: ToolCall, root: string, message: string): ToolResult {
  return error(call, [
    'code EJSONPARSE',
    `path ${root}/package.json`,
    `JSON.parse ${message}`,
    'JSON.parse Failed to parse JSON data.',
    'JSON.parse Note: package.json must be actual JSON, not just JavaScript.',
  ]);
}

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

async function ci(call: ToolCall, root: string, flags: ReadonlyMap<string, string>): Promise<ToolResult> {
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
  call.files.remove(`${root}/node_modules`);
  return fill(call, root, manifest.value, lock.value, flags);
}

function readLock(call: ToolCall, root: string): ReturnType<typeof readJson<LockFile>> {
  const shrinkwrap = readJson<LockFile>(call, `${root}/npm-shrinkwrap.json`);
  return shrinkwrap.kind === 'found' ? shrinkwrap : readJson<LockFile>(call, `${root}/package-lock.json`);
}

function cannotTell(call: ToolCall, root: string): ToolResult {
  call.unknown('what package.json or its lock file says is not known');
  call.files.markUnlisted(`${root}/node_modules`, 'what is installed cannot be told');
  return {};
}

/** Fills node_modules from a lock file, then runs the project's own install scripts. */
async function fill(
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
      if (result.exitCode !== 0) return scriptFailed(call, root, result, event, stdout);
    }
  }
  return { stdout: `${stdout}\n${added} in 2s\n` };
}

function scriptFailed(
  call: ToolCall,
  root: string,
  result: Required<ToolResult>,
  event: string,
  stdout: string,
): ToolResult {
  const said = error(
    call,
    [`code ${result.exitCode}`, `path ${root}`, 'command failed', `command sh -c ${event}`],
    result.exitCode,
  );
  return { ...said, stdout, stderr: result.stderr + (said.stderr ?? '') };
}

async function install(
  call: ToolCall,
  root: string,
  names: readonly string[],
  flags: ReadonlyMap<string, string>,
): Promise<ToolResult> {
  if (flags.has('global') || flags.has('g')) return installGlobal(call, names);
  if (names.length > 0) return installNamed(call, root, names);
  const manifest = readJson<Manifest>(call, `${root}/package.json`);
  if (manifest.kind === 'absent') {
    return call.files.exists(`${root}/package-lock.json`)
      ? noManifest(call, root)
      : { stdout: '\nup to date in 200ms\n' };
  }
  if (manifest.kind === 'broken') return brokenManifest(call, root, manifest.message);
  if (manifest.kind !== 'found') return cannotTell(call, root);
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
  const guess: LockFile = {
    packages: Object.fromEntries(
      Object.entries(direct).map(([name, version]) => [
        `node_modules/${name}`,
        { version, bin: KNOWN_BINS[name] ?? {} },
      ]),
    ),
  };
  const result = await fill(call, root, manifest.value, guess, flags);
  if (Object.keys(direct).length > 0) {
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

function installGlobal(call: ToolCall, names: readonly string[]): ToolResult {
  const node = call.which('node') ?? '/usr/local/bin/node';
  const prefix = dirname(dirname(node));
  for (const spec of names) {
    const [, name = spec, version = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(spec) ?? [];
    if (name === 'npm') continue;
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

function prune(call: ToolCall, root: string, flags: ReadonlyMap<string, string>): ToolResult {
  const lock = readLock(call, root);
  if (lock.kind !== 'found') {
    call.unknown('what npm prune leaves without a lock file cannot be told');
    return {};
  }
  const keep = new Set(
    selected(call, lock.value, { dev: wantsDev(call, flags), optional: wantsOptional(flags) }).map(
      ([path]) => path,
    ),
  );
  let removed = 0;
  const base = root === '/' ? '' : root;
  for (const path of Object.keys(lock.value.packages)) {
    if (path === '' || keep.has(path) || !call.files.exists(`${base}/${path}`)) continue;
    call.files.remove(`${base}/${path}`);
    removed += 1;
  }
  tidyLinks(call, `${base}/node_modules`);
  return {
    stdout:
      removed === 0
        ? '\nup to date in 300ms\n'
        : `\nremoved ${removed} package${removed === 1 ? '' : 's'} in 400ms\n`,
  };
}

/** Links of programs whose package is gone. An emptied folder of a scope (`@types`) stays, as npm 11.19 leaves it. */
function tidyLinks(call: ToolCall, modules: string): void {
  const { files } = call;
  for (const name of files.list(`${modules}/.bin`)) {
    if (files.stat(`${modules}/.bin/${name}`).kind === 'absent') files.remove(`${modules}/.bin/${name}`);
  }
}

async function script(
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
