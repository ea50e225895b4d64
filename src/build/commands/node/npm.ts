/**
 * npm (https://docs.npmjs.com/cli/v11/commands): ci needs a lock file that agrees with package.json; install takes
 * what the lock says where it agrees; scripts come from package.json. Writes node_modules and ~/.npm. Words of npm 11.19.
 */
import { dirname } from '../../filesystem/path.ts';
import { defineTool, type ToolCall } from '../types.ts';
import { cacheFolder } from './install.ts';
import { parse } from './npm/arguments.ts';
import { withSettings } from './npm/config.ts';
import { error } from './npm/errors.ts';
import { ci, install } from './npm/install.ts';
import { prune } from './npm/prune.ts';
import { script } from './npm/run-script.ts';
import { runInProject } from './script.ts';

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
    if (CI.has(command)) return ci(call, root, withSettings(call, root, args.flags));
    if (INSTALL.has(command)) return install(call, root, words, withSettings(call, root, args.flags));
    if (command === 'prune') return prune(call, root, withSettings(call, root, args.flags));
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
