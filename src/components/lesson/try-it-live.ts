import { TextField } from '../../editor/text-field.ts';
import { EngineClient } from '../../worker/client.ts';
import { NO_GOALS } from '../playground/no-goals.ts';
import { stagesHtml } from '../workbench/stages-view.ts';
import { tryItLine } from './try-it-line.ts';

const alive = new WeakSet<HTMLElement>();

/** Makes a `<try-it>` editable. The engine starts with the first change, not before. */
export function bringToLife(root: HTMLElement): void {
  if (alive.has(root)) return;
  alive.add(root);
  const find = <T extends HTMLElement>(selector: string) => root.querySelector(selector) as T;
  const stages = find('[data-stages]');
  const line = find('[data-line]');
  const reset = find<HTMLButtonElement>('[data-reset]');
  const files = JSON.parse(root.dataset.files ?? '[]') as string[];

  const field = new TextField(find('[data-field]'), {
    language: 'dockerfile',
    onInput: () => {
      reset.disabled = field.value() === start;
      engine.ask({ exercise: NO_GOALS, text: field.value(), files });
    },
    onAnnounce: () => undefined,
  });
  const start = field.value();
  const engine = new EngineClient({
    start: () => new Worker(new URL('../../worker/engine.worker.ts', import.meta.url), { type: 'module' }),
    inline: async () => (await import('../../worker/check.ts')).check,
    onResult: (result, request) => {
      const picture = stagesHtml(result.stages);
      if (stages.innerHTML !== picture) stages.innerHTML = picture;
      const words = tryItLine(result.problems);
      // The same words again would be read out again.
      if (line.innerHTML !== words) line.innerHTML = words;
      if (request.text === field.value()) field.showProblems(result.problems);
    },
    onTrouble: (message) => {
      line.textContent = message;
    },
  });
  reset.addEventListener('click', () => {
    field.replace(start);
    field.focus();
  });
  stages.addEventListener('click', (event) => {
    const place = (event.target as Element).closest<HTMLElement>('[data-go]')?.dataset.go;
    const at = Number(place?.split(':')[0]);
    if (Number.isInteger(at))
      field.goTo({ start: { line: at, character: 0 }, end: { line: at, character: 0 } });
  });
}
