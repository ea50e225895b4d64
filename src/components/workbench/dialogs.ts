import type { Solution } from './data.ts';
import { diffHtml } from './diff-view.ts';
import { escapeHtml, prose } from './html.ts';
import { nearest } from './nearest.ts';

/** Asks before something that the learner may not want. Escape and "Not now" are no. */
export function ask(dialog: HTMLDialogElement, title: string, text: string, yes: string): Promise<boolean> {
  const put = (selector: string, content: string): void => {
    const element = dialog.querySelector(selector);
    if (element) element.textContent = content;
  };
  put('[data-confirm-title]', title);
  put('[data-confirm-text]', text);
  put('[data-confirm-yes]', yes);
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

/** Shows the learner's text beside a solution; other solutions can be chosen. Resolves to one to take over. */
export function compare(
  dialog: HTMLDialogElement,
  mine: string,
  solutions: readonly Solution[],
): Promise<Solution | undefined> {
  const choice = dialog.querySelector('[data-solutions]') as HTMLElement;
  const note = dialog.querySelector('[data-solution-note]') as HTMLElement;
  const body = dialog.querySelector('[data-diff]') as HTMLElement;
  const ending = new AbortController();
  let shown = 0;
  let taken: Solution | undefined;

  const show = (at: number): void => {
    const solution = solutions[at];
    if (!solution) return;
    shown = at;
    for (const [index, button] of [...choice.children].entries()) {
      button.setAttribute('aria-pressed', String(index === at));
    }
    note.innerHTML = solution.note ? prose(solution.note) : '';
    body.innerHTML = diffHtml(mine, solution.text, solution.title);
  };
  choice.innerHTML = solutions
    .map(
      (solution, at) =>
        `<button type="button" class="button small" aria-pressed="false" data-at="${at}">${escapeHtml(solution.title)}</button>`,
    )
    .join('');
  // The nearest one first: what it does differently is what is missing.
  show(
    nearest(
      mine,
      solutions.map((solution) => solution.text),
    ),
  );
  choice.addEventListener(
    'click',
    (event) => {
      const button = (event.target as Element).closest<HTMLElement>('[data-at]');
      if (button) show(Number(button.dataset.at));
    },
    { signal: ending.signal },
  );
  dialog.querySelector('[data-action=take]')?.addEventListener(
    'click',
    () => {
      taken = solutions[shown];
      dialog.close();
    },
    { signal: ending.signal },
  );
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener(
      'close',
      () => {
        ending.abort();
        resolve(taken);
      },
      { once: true },
    );
  });
}
