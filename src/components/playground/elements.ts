import type { BuildBench } from '../workbench/build/bench.ts';

/** The parts of the playground, as Playground.astro renders them. */
export function parts(root: HTMLElement) {
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const element = root.querySelector<T>(selector);
    if (!element) throw new Error(`the playground has no ${selector}`);
    return element;
  };
  return {
    field: find('#panel-dockerfile [data-field]'),
    monaco: find('[data-monaco]'),
    ignoreField: find('#panel-ignore [data-field]'),
    fileTabs: find('.file-tabs'),
    keys: find('[data-keys]'),
    note: find('[data-note]'),
    bench: find<BuildBench>('build-bench'),
    advice: find('[data-advice]'),
    noAdvice: find('[data-no-advice]'),
    summary: find('[data-summary]'),
    count: find('[data-count]'),
    live: find('[data-live]'),
    viewSwitch: find('.view-switch'),
    drop: find('[data-drop]'),
    files: find('[data-files]'),
    filesNote: find('[data-files-note]'),
    removeFolder: find<HTMLButtonElement>('[data-action=remove-folder]'),
    pickFile: find<HTMLInputElement>('[data-pick=file]'),
    pickFolder: find<HTMLInputElement>('[data-pick=folder]'),
    shareNote: find('[data-share-note]'),
    shareLink: find<HTMLInputElement>('[data-share-link]'),
    downloadNote: find('[data-download-note]'),
    earlier: find('[data-earlier]'),
    target: find<HTMLSelectElement>('[data-target]'),
    args: find('[data-args]'),
    argsNote: find('[data-args-note]'),
    command: find('[data-command]'),
    ignorePanel: find('#panel-ignore'),
    editorButton: find<HTMLButtonElement>('[data-action=editor]'),
  };
}

export type PlaygroundParts = ReturnType<typeof parts>;
