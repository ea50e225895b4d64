/**
 * apk of Alpine (apk-tools 3, apk(8), apk-add(8)): add with --no-cache and --virtual, del, update, upgrade,
 * fix, info. There is no network: every package is taken to be there.
 */

import { type OptionSpec, readOptions } from './support/options.ts';
import { installPackages, isInstalled, removePackages } from './support/packages.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

const OPTIONS: OptionSpec = {
  short: 'qvfUt:X:p:lurais',
  long: {
    'no-cache': 'no-cache',
    virtual: 't',
    repository: 'X',
    root: 'p',
    quiet: 'q',
    verbose: 'v',
    force: 'f',
    'force-broken-world': 'fbw',
    'force-overwrite': 'fo',
    'update-cache': 'U',
    upgrade: 'u',
    latest: 'l',
    'no-progress': 'np',
    progress: 'pr',
    purge: 'purge',
    available: 'a',
    'allow-untrusted': 'au',
    'no-scripts': 'ns',
    rdepends: 'r',
    'cache-dir': 'cd',
    'keys-dir': 'kd',
    arch: 'arch',
    initdb: 'initdb',
    installed: 'e',
    simulate: 's',
    'no-interactive': 'ni',
    timeout: 'timeout',
  },
  withValue: ['cd', 'kd', 'arch', 'timeout'],
};
const WORLD = '/etc/apk/world';
const CACHE = '/var/cache/apk';
const DIRTY = 'the index of the packages, about 3 MB, lies in /var/cache/apk';

/** `curl=8.5.0-r0`, `curl~8`, `curl@edge`, `!curl`: the name alone. */
function plainName(text: string): string {
  return text.replace(/[=<>~@].*$/, '');
}

function changed(call: ToolCall): ToolResult | undefined {
  return call.user.uid === 0
    ? undefined
    : failed(
        'ERROR: Unable to lock database: Permission denied\nERROR: Failed to open apk database: Permission denied',
        99,
      );
}

/** The index that apk keeps where `--no-cache` is missing. */
function keepIndex(call: ToolCall): void {
  call.files.makeDirectories(CACHE);
  for (const part of ['main', 'community']) {
    call.files.writeOpaque(`${CACHE}/APKINDEX.${part}.tar.gz`, {
      size: { bytes: part === 'main' ? 500_000 : 2_500_000, certainty: 'estimated', why: DIRTY },
      fingerprint: `apk index ${part}`,
    });
  }
}

function add(call: ToolCall, words: readonly string[]): ToolResult {
  const options = readOptions(words, OPTIONS);
  if (options.error)
    return failed(`apk: unrecognized option '${options.error.long ? '--' : '-'}${options.error.option}'`, 1);
  if (options.has('s')) return {};
  const denied = changed(call);
  if (denied) return denied;
  const wanted = options.operands.filter((name) => !name.startsWith('!')).map(plainName);
  const cached = !options.has('no-cache') && call.files.isDirectory('/etc/apk/cache');
  if (!options.has('no-cache')) keepIndex(call);
  const names = wanted.filter((name) => !isInstalled(call, name));
  if (names.length > 0) installPackages(call, 'apk', names);
  const virtual = options.values.get('t');
  call.files.makeDirectories('/etc/apk');
  const old = call.files.exists(WORLD) ? call.files.read(WORLD) : '';
  const entries = virtual === undefined ? wanted : [`${virtual}=00000000.000000`];
  if (virtual !== undefined) {
    call.files.makeDirectories(VIRTUAL);
    call.files.write(`${VIRTUAL}/${virtual}`, names.map((name) => `${name}\n`).join(''));
  }
  if (old === undefined)
    call.files.writeOpaque(WORLD, {
      size: {
        bytes: 100,
        certainty: 'estimated',
        why: 'a line for each package that was asked for; which the image was made with is not known',
      },
    });
  else
    call.files.write(
      WORLD,
      `${[...new Set([...old.split('\n').filter(Boolean), ...entries])].sort().join('\n')}\n`,
    );
  if (cached)
    for (const name of names)
      call.files.writeUnknown(`/etc/apk/cache/${name}.apk`, 'the version of the package is not known');
  const lines = names.map((name, at) => `(${at + 1}/${names.length}) Installing ${name}`);
  return { stdout: `${[...lines, 'OK'].join('\n')}\n` };
}

/** What the virtual packages stand for. */
const VIRTUAL = '/usr/lib/apk/db/virtual';

function del(call: ToolCall, words: readonly string[]): ToolResult {
  const options = readOptions(words, OPTIONS);
  const denied = changed(call);
  if (denied) return denied;
  const names = options.operands.map(plainName).flatMap((name) => {
    const path = `${VIRTUAL}/${name}`;
    if (!call.files.exists(path)) return [name];
    const list = (call.files.read(path) ?? '').split('\n').filter(Boolean);
    call.files.remove(path);
    return list;
  });
  removePackages(call, 'apk', names);
  call.estimated('which files the packages leave when they go is not listed');
  const world = call.files.exists(WORLD) ? call.files.read(WORLD) : undefined;
  if (world !== undefined) {
    const gone = new Set(options.operands.map(plainName));
    call.files.write(
      WORLD,
      world
        .split('\n')
        .filter((line) => line !== '' && !gone.has(plainName(line)))
        .map((line) => `${line}\n`)
        .join(''),
    );
  }
  return {
    stdout: `${names.map((name, at) => `(${at + 1}/${names.length}) Purging ${name}`).join('\n')}\nOK\n`,
  };
}

export const apk = defineTool({
  names: ['apk'],
  origin: 'system',
  run(call) {
    const at = call.args.findIndex((word) => !word.startsWith('-'));
    const action = at < 0 ? undefined : call.args[at];
    const words = call.args.filter((_, index) => index !== at);
    switch (action) {
      case 'add':
        return add(call, words);
      case 'del':
        return del(call, words);
      case 'update':
      case 'upgrade':
      case 'fix': {
        const denied = changed(call);
        if (denied) return denied;
        if (!words.includes('--no-cache')) keepIndex(call);
        if (action === 'upgrade') call.estimated('which packages have newer versions is not known');
        call.takes(1000);
        return { stdout: 'OK\n' };
      }
      case 'cache': {
        if (words.includes('clean') || words.includes('purge')) {
          for (const name of call.files.list('/etc/apk/cache')) call.files.remove(`/etc/apk/cache/${name}`);
        }
        return {};
      }
      case 'info':
        if (words.includes('-e') || words.includes('--installed')) {
          const name = words.find((word) => !word.startsWith('-')) ?? '';
          return isInstalled(call, name) ? { stdout: `${name}\n` } : { exitCode: 1 };
        }
        call.unknown('what apk info prints is not known');
        return {};
      case undefined:
        return failed('apk: expected a command', 1);
      default:
        call.unknown(`apk ${action} is not modelled`);
        return {};
    }
  },
});
