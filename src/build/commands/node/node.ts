/** node, npx, corepack, and programs of packages by their own names (https://nodejs.org/docs/latest-v24.x/api/cli.html). */
import { dirname } from '../../filesystem/path.ts';
import { defineTool, type ToolCall, type ToolResult } from '../types.ts';
import { link } from './install.ts';
import { error } from './npm/errors.ts';
import { PROGRAM_NAMES, PROGRAMS } from './programs.ts';
import { quote, runInProject } from './script.ts';
import { yarnAndPnpm } from './yarn-pnpm.ts';

const VALUES: ReadonlySet<string> = new Set([
  '-r',
  '--require',
  '--import',
  '--env-file',
  '-C',
  '--conditions',
  '--loader',
]);

export const node = defineTool({
  names: ['node', 'nodejs'],
  origin: 'toolchain',
  run(call) {
    let at = 0;
    for (; at < call.args.length && call.args[at]?.startsWith('-'); at += 1) {
      const option = call.args[at] ?? '';
      if (option === '-v' || option === '--version') {
        const version = call.env.get('NODE_VERSION');
        if (version === undefined) call.unknown('the version of node in this image is not known');
        return { stdout: `v${version ?? ''}\n` };
      }
      if (/^(-e|--eval|-p|--print|-pe|-c|--check|--test|--run|--experimental-sea-config|-)$/.test(option)) {
        call.unknown(`node ${option} is not modelled`);
        return {};
      }
      if (VALUES.has(option)) at += 1;
    }
    const file = call.args[at];
    if (file === undefined) {
      call.unknown('what node does with what it is handed is not known');
      return {};
    }
    return runFile(call, file, call.args.slice(at + 1));
  },
});

function runFile(call: ToolCall, file: string, args: readonly string[]): ToolResult | Promise<ToolResult> {
  const base = call.files.resolve(file);
  for (const path of [base, `${base}.js`, `${base}.json`, `${base}/index.js`, `${base}/package.json`]) {
    const found = call.files.stat(path);
    if (found.kind === 'unknown') {
      call.unknown(`whether ${path} is there: ${found.why}`);
      return {};
    }
    if (found.kind !== 'found' || found.entry.type === 'directory') continue;
    const owner = packageOf(found.path);
    const shim = owner === 'corepack' ? /\/dist\/(\w+)\.js$/.exec(found.path)?.[1] : undefined;
    if (shim !== undefined) return yarnAndPnpm.run({ ...call, name: shim, args });
    const model = owner === undefined ? undefined : PROGRAMS.get(owner);
    const mark = found.entry.type === 'file' ? found.entry.fingerprint : undefined;
    const version = /@([^@ ]+) /.exec(mark ?? '')?.[1] ?? '';
    if (model) return model(call, args, version);
    call.unknown(`what ${path} does when it runs is not known`);
    return {};
  }
  return {
    exitCode: 1,
    stderr: `node:internal/modules/cjs/loader:1568\n  throw err;\n  ^\n\nError: Cannot find module '${base}'\n`,
  };
}

/** The package in whose folder a file lies. */
function packageOf(path: string): string | undefined {
  const at = path.lastIndexOf('/node_modules/');
  if (at < 0) return undefined;
  const parts = path.slice(at + '/node_modules/'.length).split('/');
  return parts[0]?.startsWith('@') ? `${parts[0]}/${parts[1]}` : parts[0];
}

export const npx = defineTool({
  names: ['npx', 'pnpx', 'bunx'],
  origin: 'toolchain',
  run(call) {
    const args = [...call.args];
    let mayFetch = true;
    while (args[0]?.startsWith('-')) {
      const option = args.shift();
      if (option === '--no-install' || option === '--no' || option === '--offline') mayFetch = false;
      if (option === '-p' || option === '--package') args.shift();
      if (option === '--') break;
    }
    const [spec = '', ...rest] = args;
    const name = spec.replace(/(.)@.*$/, '$1');
    for (let at = call.cwd; ; at = dirname(at)) {
      if (call.files.exists(`${at === '/' ? '' : at}/node_modules/.bin/${name}`)) {
        return runInProject(call, call.cwd, [name, ...rest.map(quote)].join(' '));
      }
      if (at === '/') break;
    }
    if (!mayFetch && call.name === 'npx' && call.which(name) === undefined) {
      return error(call, [
        `npx canceled due to missing packages and no YES option: ${JSON.stringify([spec])}`,
      ]);
    }
    call.unknown(`npx fetches ${spec} from the registry; what it does is not known`);
    return {};
  },
});

export const corepack = defineTool({
  names: ['corepack'],
  origin: 'toolchain',
  run(call) {
    const [command = '', ...names] = call.args;
    if (command === 'enable') {
      const folder = dirname(call.which('corepack') ?? '/usr/local/bin/corepack');
      const wanted = names.filter((one) => !one.startsWith('-'));
      for (const name of wanted.length > 0 ? wanted : ['pnpm', 'yarn']) {
        for (const bin of name === 'pnpm'
          ? ['pnpm', 'pnpx']
          : name === 'yarn'
            ? ['yarn', 'yarnpkg']
            : [name]) {
          const shim = `${dirname(folder)}/lib/node_modules/corepack/dist/${bin}.js`;
          call.files.makeDirectories(dirname(shim));
          call.files.writeOpaque(
            shim,
            {
              size: { bytes: 300, certainty: 'estimated', why: 'a shim of corepack' },
              fingerprint: `corepack ${bin}`,
              program: { format: 'script', interpreter: '/usr/bin/env node', language: 'javascript' },
            },
            { mode: 0o755 },
          );
          link(call, `${folder}/${bin}`, `../lib/node_modules/corepack/dist/${bin}.js`);
        }
      }
      return {};
    }
    if (['prepare', 'install', 'use', 'disable', 'up', 'pack'].includes(command)) {
      call.estimated('corepack downloads package managers when the image is built');
      return {};
    }
    call.unknown(`corepack ${command} is not modelled`);
    return {};
  },
});

/** Programs of packages, found on PATH under their own names. */
export const packagePrograms = defineTool({
  names: Object.keys(PROGRAM_NAMES),
  origin: 'toolchain',
  run(call) {
    const model = PROGRAMS.get(PROGRAM_NAMES[call.name] ?? '');
    if (model) return model(call, call.args, '');
    call.unknown(`what ${call.name} does is not modelled`);
    return {};
  },
});
