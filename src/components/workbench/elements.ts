import type { BuildBench } from './build/bench.ts';

/** The parts of the workbench, as Workbench.astro renders them. */
export function parts(root: HTMLElement) {
  const find = <T extends HTMLElement = HTMLElement>(selector: string): T => {
    const element = root.querySelector<T>(selector);
    if (!element) throw new Error(`the workbench has no ${selector}`);
    return element;
  };
  return {
    field: find('#panel-dockerfile [data-field]'),
    monaco: find('[data-monaco]'),
    keys: find('[data-keys]'),
    note: find('[data-note]'),
    bench: find<BuildBench>('build-bench'),
    goals: find('[data-goals]'),
    summary: find('[data-summary]'),
    count: find('[data-count]'),
    problems: find('[data-problems]'),
    problemCount: find('[data-problem-count]'),
    noProblems: find('[data-no-problems]'),
    live: find('[data-live]'),
    done: find('[data-done]'),
    state: find('[data-state]'),
    fileTabs: find('.file-tabs'),
    viewSwitch: find('.view-switch'),
    generalHints: root.querySelector<HTMLElement>('[data-general-hints]'),
    editorButton: find<HTMLButtonElement>('[data-action=editor]'),
    compareButton: find<HTMLButtonElement>('[data-action=compare]'),
    confirm: find<HTMLDialogElement>('[data-confirm]'),
    compare: find<HTMLDialogElement>('[data-compare]'),
  };
}

export type Parts = ReturnType<typeof parts>;
