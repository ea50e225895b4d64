/** The sources that a tsconfig.json takes in. */
import type { ToolCall } from '../../types.ts';
import { type Config, resolve } from './config.ts';

const SOURCE = /\.(ts|tsx|mts|cts)$/;
const WITH_JS = /\.(ts|tsx|mts|cts|js|jsx|mjs|cjs)$/;

/** Absolute paths of the sources, sorted. */
export function findInputs(
  call: ToolCall,
  config: Config,
  outDir: string | undefined,
  allowJs: boolean,
): string[] {
  const { files } = call;
  const wanted = allowJs ? WITH_JS : SOURCE;
  const isInput = (path: string) => wanted.test(path);
  const inputs = new Set<string>();
  for (const name of config.files ?? []) {
    const path = files.resolve(resolve(config.folder, name));
    if (files.isFile(path)) inputs.add(path);
  }
  const include = config.include ?? (config.files ? [] : ['**/*']);
  const out = outDir === undefined ? undefined : `${outDir}/`;
  const excluded = (config.exclude ?? []).map((one) =>
    files.resolve(resolve(config.folder, one.replace(/\/?\*.*$/, '') || '.')),
  );
  for (const pattern of include) {
    const fixed = pattern.replace(/\/?[^/]*[*?].*$/, '');
    const start = files.resolve(resolve(config.folder, fixed === '' ? '.' : fixed));
    if (files.isFile(start)) {
      inputs.add(start);
      continue;
    }
    if (!files.isDirectory(start)) continue;
    for (const { path, entry } of files.walk(start)) {
      if (entry.type !== 'file' || !isInput(path) || path.includes('/node_modules/')) continue;
      if (out !== undefined && path.startsWith(out)) continue;
      if (excluded.some((one) => one !== config.folder && (path === one || path.startsWith(`${one}/`))))
        continue;
      inputs.add(path);
    }
  }
  return [...inputs].sort();
}
