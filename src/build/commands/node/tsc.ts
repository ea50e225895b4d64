/**
 * tsc (https://www.typescriptlang.org/docs/handbook/compiler-options.html): reads tsconfig.json, writes a .js file for
 * every source into outDir. Types are not checked; modules and type libraries that are missing are. Words of 7.0.2.
 */
import type { ToolCall, ToolResult } from '../types.ts';
import { findConfig, resolve } from './tsc/config.ts';
import { emit } from './tsc/emit.ts';
import { findInputs } from './tsc/inputs.ts';
import { missingModules, missingTypes } from './tsc/missing.ts';

const NOT_CHECKED =
  'TypeScript is not type-checked here: it is taken to compile where all its modules are there';

export function tsc(call: ToolCall, args: readonly string[], version: string): ToolResult {
  if (args.includes('--version') || args.includes('-v')) return { stdout: `Version ${version}\n` };
  if (args.includes('--init') || args.includes('-w') || args.includes('--watch')) {
    call.unknown(`tsc ${args.join(' ')} is not modelled`);
    return {};
  }
  const flags = readFlags(args);
  const config = findConfig(
    call,
    flags.get('project') ?? flags.get('p') ?? flags.get('build') ?? flags.get('b'),
  );
  if (config === undefined) {
    return { exitCode: 1, stdout: `Version ${version}\ntsc: The TypeScript Compiler - Version ${version}\n` };
  }
  if (typeof config === 'string') return { exitCode: 1, stdout: `${config}\n` };
  const options = {
    ...config.options,
    ...Object.fromEntries([...flags].map(([name, value]) => [name, flagValue(value)])),
  };
  const outDir =
    typeof options.outDir === 'string'
      ? call.files.resolve(resolve(config.folder, options.outDir))
      : undefined;
  const inputs = findInputs(call, config, outDir, options.allowJs === true);
  if (inputs.length === 0) {
    const include = JSON.stringify(config.include ?? ['**/*']);
    const exclude = JSON.stringify(config.exclude ?? (outDir === undefined ? [] : [outDir]));
    return {
      exitCode: 2,
      stdout: `error TS18003: No inputs were found in config file '${config.path}'. Specified 'include' paths were '${include}' and 'exclude' paths were '${exclude}'.\n`,
    };
  }
  const errors = [
    ...missingTypes(call, config, options),
    ...inputs.flatMap((path) => missingModules(call, config, path)),
  ];
  call.estimated(NOT_CHECKED);
  call.takes(1_500 + inputs.length * 10);
  const emits = options.noEmit !== true && !(options.noEmitOnError === true && errors.length > 0);
  if (emits) emit(call, config, options, inputs, outDir, version);
  return { exitCode: errors.length > 0 ? 2 : 0, stdout: errors.map((line) => `${line}\n`).join('') };
}

function readFlags(args: readonly string[]): Map<string, string> {
  const flags = new Map<string, string>();
  for (let at = 0; at < args.length; at += 1) {
    const arg = args[at] as string;
    if (!arg.startsWith('-')) continue;
    const next = args[at + 1];
    const hasValue = next !== undefined && !next.startsWith('-');
    flags.set(arg.replace(/^--?/, ''), hasValue ? next : 'true');
    if (hasValue) at += 1;
  }
  return flags;
}

function flagValue(value: string): unknown {
  return value === 'true' ? true : value === 'false' ? false : value;
}
