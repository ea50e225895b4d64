import type { ContextFile } from '../../build/context.ts';
import { NoContext } from '../workbench/build/context-files.ts';
import type { OwnFile } from './folder.ts';

/**
 * The build context with its contents.
 * @throws NoContext where the Dockerfile copies from a folder that nobody has shown: that build would only fail.
 */
export function buildableContext(
  text: string,
  files: readonly OwnFile[],
  dockerignore: string,
): ContextFile[] {
  if (files.length === 0 && /^\s*(COPY|ADD)\s(?!.*--from=)/im.test(text))
    throw new NoContext(
      'This Dockerfile copies files from your folder. Drop the folder on the page, and the build shows here.',
    );
  const own = files.map(({ path, bytes }) => ({ path, content: bytes }));
  return dockerignore === '' ? own : [...own, { path: '.dockerignore', content: dockerignore }];
}
