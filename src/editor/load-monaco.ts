/**
 * Loads Monaco in parts, with a breath between them: read in one go, its 3.6 MB of script hold the page for as long
 * as they take, and a click or a key waits. The order is Monaco's own, from the inside out; the parts that share
 * modules share chunks, all of which are called `monaco.…` (astro.config.mjs).
 */
import { breathe } from './breathe.ts';

const PARTS = [
  () => import('./monaco-part-model.ts'),
  () => import('./monaco-part-view.ts'),
  () => import('./monaco-part-widget.ts'),
  () => import('./monaco-part-standalone.ts'),
  () => import('./monaco-features.ts'),
];

/** @throws What the browser says where a part does not load. */
export async function loadMonaco(): Promise<typeof import('./monaco.ts')> {
  for (const part of PARTS) {
    await part();
    await breathe();
  }
  return import('./monaco.ts');
}
