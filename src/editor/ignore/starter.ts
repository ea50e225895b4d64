import type { TextField } from '../text-field.ts';

/**
 * Starts what a `.dockerignore` tab says about its lines when its panel is first shown. Call the result with the id
 * of each panel that is shown; once started it reads text and files anew.
 */
export function ignoreStarter(
  panel: HTMLElement,
  field: TextField,
  files: () => readonly string[],
  signal: AbortSignal,
): (shown: string) => void {
  let started: Promise<{ update(): void }> | undefined;
  return (shown) => {
    if (shown !== panel.id) return;
    if (started) {
      void started.then((tab) => tab.update());
      return;
    }
    started = import('./tab.ts').then(({ IgnoreTab }) => new IgnoreTab(panel, field, files, signal));
    started.catch((error) => {
      started = undefined;
      console.warn('What the lines of .dockerignore do cannot be shown:', error);
    });
  };
}
