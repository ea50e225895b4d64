/** A build with all that grading asks of it: whether the image starts, and what a change of a file rebuilds. */
import type { Analysis } from '../dockerfile/stages/types.ts';
import { type ContextFile, createContext } from './context.ts';
import { build } from './driver.ts';
import { startImage } from './start/index.ts';
import type { BuildResult, Rebuild } from './types.ts';

/** What to find out besides the build itself. */
export interface RehearsalOptions {
  /** Name of the Dockerfile in the context; decides which `.dockerignore` counts. */
  readonly dockerfile?: string;
  /** Paths of context files, each of which is to change once. */
  readonly changes?: readonly string[];
  /** Called before each step of the first build. */
  readonly onStep?: (stage: number, step: number) => void;
}

/**
 * Builds, starts, and builds again after each change. Never rejects for what a learner wrote.
 * @param files the context, `.dockerignore` not yet applied
 */
export async function rehearse(
  analysis: Analysis,
  files: readonly ContextFile[],
  options: RehearsalOptions = {},
): Promise<BuildResult> {
  const context = createContext(files, options.dockerfile);
  const result = await build(analysis, { context, ...(options.onStep ? { onStep: options.onStep } : {}) });
  const rebuilds: Rebuild[] = [];
  if (result.ok) {
    const keys = result.stages.flatMap(({ steps }) =>
      steps.flatMap(({ cacheKey }) => cacheKey?.digest ?? []),
    );
    for (const change of options.changes ?? []) {
      const changed = createContext(withChange(files, change), options.dockerfile);
      const again = await build(analysis, {
        context: changed,
        cached: new Set(keys),
        ...(result.caches ? { caches: result.caches } : {}),
      });
      rebuilds.push({ change, result: again });
    }
  }
  return {
    ...result,
    context,
    ...(result.image ? { start: await startImage(result.image) } : {}),
    ...(rebuilds.length > 0 ? { rebuilds } : {}),
  };
}

/** The files with another content of one of them; a path that is not there is added. */
function withChange(files: readonly ContextFile[], path: string): ContextFile[] {
  const changed = (file: ContextFile): ContextFile => {
    const text = typeof file.content === 'string' ? file.content : new TextDecoder().decode(file.content);
    // Another byte at the end keeps JSON, YAML and most languages readable.
    return { ...file, content: `${text}\n` };
  };
  if (files.some((file) => file.path === path)) {
    return files.map((file) => (file.path === path ? changed(file) : file));
  }
  return [...files, { path, content: 'new\n' }];
}
