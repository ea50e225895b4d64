/** Writes the .js files, their maps and declarations. */
import { dirname } from '../../../filesystem/path.ts';
import type { Program } from '../../../filesystem/types.ts';
import type { ToolCall } from '../../types.ts';
import { readImports } from '../imports.ts';
import { type Config, resolve } from './config.ts';

/** A compiled file is about this part of its source's size. */
const SHARE = 0.8;

/** Writes what the sources compile to. */
export function emit(
  call: ToolCall,
  config: Config,
  options: Record<string, unknown>,
  inputs: readonly string[],
  outDir: string | undefined,
  version: string,
): void {
  const sources = inputs.filter((path) => !/\.d\.[mc]?ts$/.test(path));
  const asked =
    typeof options.rootDir === 'string'
      ? call.files.resolve(resolve(config.folder, options.rootDir))
      : undefined;
  // Since 6.0 the folder of tsconfig.json is the root; before, the folder that all sources share.
  const major = Number(version.split('.')[0] || 7);
  const root = asked ?? (major >= 6 || options.composite === true ? config.folder : commonFolder(sources));
  const style = moduleStyle(call, config, options);
  for (const path of sources) {
    const inside = path.startsWith(`${root}/`)
      ? path.slice(root.length + 1)
      : path.slice(path.lastIndexOf('/') + 1);
    const target = outDir === undefined ? path : `${outDir}/${inside}`;
    const text = call.files.read(path) ?? '';
    const [, stem = target, kind = ''] = /^(.*)\.([mc]?)[tj]sx?$/.exec(target) ?? [];
    const write = (ending: string, bytes: number, program?: Program) => {
      call.files.makeDirectories(dirname(`${stem}${ending}`));
      call.files.writeOpaque(`${stem}${ending}`, {
        size: { bytes, certainty: 'estimated', why: 'about four fifths of its source' },
        fingerprint: `tsc ${version} ${JSON.stringify(options)} ${ending} ${text}`,
        ...(program ? { program } : {}),
      });
    };
    if (options.emitDeclarationOnly !== true) {
      const imports = readImports(text)
        .filter((one) => one.atRunTime)
        .map(({ name }) => ({ name, style }));
      write(`.${kind}js`, Math.round(text.length * SHARE), {
        format: 'other',
        language: 'javascript',
        imports,
      });
      if (options.sourceMap === true) write(`.${kind}js.map`, text.length);
    }
    if (options.declaration === true || options.composite === true)
      write(`.d.${kind}ts`, Math.round(text.length / 3));
  }
}

function commonFolder(paths: readonly string[]): string {
  let common = dirname(paths[0] ?? '/');
  for (const path of paths) while (common !== '/' && !path.startsWith(`${common}/`)) common = dirname(common);
  return common;
}

/** How the compiled file asks for other modules. */
function moduleStyle(call: ToolCall, config: Config, options: Record<string, unknown>): 'import' | 'require' {
  const kind = String(options.module ?? '').toLowerCase();
  if (kind === 'commonjs') return 'require';
  if (/^(es|preserve)/.test(kind)) return 'import';
  const text = call.files.isFile(`${config.folder}/package.json`)
    ? call.files.read(`${config.folder}/package.json`)
    : undefined;
  return /"type"\s*:\s*"module"/.test(text ?? '') ? 'import' : 'require';
}
