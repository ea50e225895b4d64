import { keepWords } from '../../../site/code-words.ts';
import type { BuildView, RebuildView, StepView } from '../../../worker/build-messages.ts';
import { count, escapeHtml, placeButton, prose } from '../html.ts';

/** Steps that have a place in the cache, in the order of the text. */
export function cacheSteps(view: BuildView): (StepView & { readonly stageName: string })[] {
  return view.stages
    .filter((stage) => stage.status === 'built')
    .flatMap((stage) =>
      stage.steps.filter((step) => step.visible).map((step) => ({ ...step, stageName: stage.name })),
    )
    .sort((a, b) => a.line - b.line || a.index - b.index);
}

/** Names a step between two builds of one text. */
export function stepId(step: Pick<StepView, 'stage' | 'index'>): string {
  return `${step.stage}-${step.index}`;
}

/** The question: what changes, and which steps will run again? */
export function cacheForm(view: BuildView, chosen: string, ticked: ReadonlySet<string>): string {
  const files = [...view.context.files, ...view.context.ignored.map((path) => path.slice(1))];
  const option = (value: string, label: string): string =>
    `<option value="${escapeHtml(value)}"${value === chosen ? ' selected' : ''}>${escapeHtml(label)}</option>`;
  const args = view.buildArgs.map(({ name, value }) =>
    option(`arg:${name}`, `${name} (now ${value === '' ? 'empty' : value})`),
  );
  const groups = [...Map.groupBy(cacheSteps(view), (step) => step.stageName)].map(([stage, steps]) => {
    const rows = steps.map((step) => {
      const id = stepId(step);
      return `<li><label class="cache-step"><input type="checkbox" name="again" value="${id}"${ticked.has(id) ? ' checked' : ''}><span class="cache-line" aria-hidden="true">${step.line + 1}</span><code><span class="visually-hidden">Line ${step.line + 1}: </span>${keepWords(escapeHtml(step.text))}</code><span class="cache-guess" aria-hidden="true"></span></label></li>`;
    });
    return `<section class="cache-stage"><h3>${escapeHtml(stage)}</h3><ul class="cache-steps" role="list">${rows.join('')}</ul></section>`;
  });
  return `<form class="cache-form" data-cache-form>
    <p>The first build filled the cache. Now one thing changes, and you build again. Which steps run again?</p>
    <p class="cache-choice"><label for="cache-change">What changes</label>
      <select id="cache-change" name="change"><optgroup label="A file of the context">${files.map((path) => option(`file:${path}`, path)).join('')}</optgroup>${
        args.length > 0 ? `<optgroup label="A build argument">${args.join('')}</optgroup>` : ''
      }</select>
      <label class="cache-value" for="cache-value"${chosen.startsWith('arg:') ? '' : ' hidden'}>New value <input id="cache-value" name="value" autocomplete="off" spellcheck="false" value="another"></label></p>
    <fieldset><legend>Tick the steps that run again</legend><div class="cache-stages">${groups.join('')}</div></fieldset>
    <p><button type="submit" class="button primary small">Build again</button></p>
  </form>`;
}

/** The answer, step by step, beside what was predicted. */
export function cacheAnswer(view: RebuildView, ticked: ReadonlySet<string>): string {
  const steps = [...view.steps]
    .filter((step) => step.visible)
    .sort((a, b) => a.line - b.line || a.index - b.index);
  const right = steps.filter((step) => ticked.has(stepId(step)) === (step.status !== 'cached')).length;
  const what = view.change.kind === 'file' ? `\`${view.change.path}\`` : `\`${view.change.name}\``;
  const again = steps.filter((step) => step.status !== 'cached').length;
  const groups = [...Map.groupBy(steps, (step) => step.stageName)].map(
    ([stage, all]) =>
      `<section class="cache-stage"><h3>${escapeHtml(stage)}</h3><ol class="cache-steps" role="list">${all.map((step) => outcome(step, ticked.has(stepId(step)))).join('')}</ol></section>`,
  );
  return `<div class="cache-answer" tabindex="-1" data-cache-answer>
    <p class="cache-score"><b>${right} of ${count(steps.length, 'step')} as you said.</b> After a change of ${prose(what)}, ${count(again, 'step')} ${again === 1 ? 'runs' : 'run'} again and ${steps.length - again} ${steps.length - again === 1 ? 'comes' : 'come'} from the cache.</p>
    ${view.error ? `<p class="build-error">The second build stops: <code>${escapeHtml(view.error)}</code></p>` : ''}
    <div class="cache-stages">${groups.join('')}</div>
    <p><button type="button" class="button small" data-cache-again>Try another change</button></p></div>`;
}

/** One step of the second build: what happened, what was said before, and why. */
function outcome(step: RebuildView['steps'][number], said: boolean): string {
  const again = step.status !== 'cached';
  const at = { line: step.line, character: 0 };
  const word = step.status === 'failed' ? 'fails' : again ? 'runs again' : 'CACHED';
  const verdict = said === again ? 'as you said' : said ? 'you said: again' : 'you said: cached';
  return `<li class="cache-outcome" data-again="${again}" data-right="${said === again}">${placeButton({ start: at, end: at })} <code>${keepWords(escapeHtml(step.text))}</code> <b>${word}</b> <span class="cache-verdict">${verdict}</span><span class="cache-why">${escapeHtml(step.reason)}</span></li>`;
}
