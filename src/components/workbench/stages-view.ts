import type { StagePicture, StageTake } from '../../worker/messages.ts';
import { bytes, count, escapeHtml, placeButton } from './html.ts';

const ROLE_WORDS: Record<StagePicture['role'], string> = {
  ships: 'Ships',
  left: 'Left behind',
  unused: 'Never built',
};
/** More stages than this are counted, not drawn. */
const MOST_STAGES = 24;

/** The picture of the stages: a list that reads as well as it looks, in build order. */
export function stagesHtml(stages: readonly StagePicture[]): string {
  if (stages.length === 0) return '<p class="muted">No stage yet: a stage begins with FROM.</p>';
  const cards = stages.slice(0, MOST_STAGES).map(card).join('');
  const rest =
    stages.length > MOST_STAGES
      ? `<li class="muted">… and ${stages.length - MOST_STAGES} more stages</li>`
      : '';
  return `<ol class="stage-row" role="list">${cards}${rest}</ol>`;
}

function card(stage: StagePicture): string {
  const at = { line: stage.line, character: 0 };
  const name = stage.name ?? `stage ${stage.index}`;
  const takes = stage.takes.map((one) => `<li>${takeText(one)}</li>`).join('');
  return `<li class="stage" data-role="${stage.role}">
    <p class="stage-role">${ROLE_WORDS[stage.role]}</p>
    <p class="stage-name">${placeButton({ start: at, end: at }, name)}</p>
    <p class="stage-base"><span class="visually-hidden">from </span><code>${escapeHtml(stage.base)}</code>${sizeText(stage)}</p>
    ${takes === '' ? '' : `<ul class="stage-takes" role="list" aria-label="Takes">${takes}</ul>`}
  </li>`;
}

function sizeText({ size }: StagePicture): string {
  if (!size) return '';
  return ` <span class="stage-size">${size.estimated ? 'about ' : ''}${bytes(size.bytes)}</span>`;
}

function takeText(take: StageTake): string {
  const from = `<b>${escapeHtml(take.source)}</b>`;
  if (take.kind === 'from') return `builds on ${from}`;
  if (take.kind === 'mount') return `mounts ${from}`;
  const [first = '', ...rest] = take.paths;
  const more = rest.length === 0 ? '' : ` and ${rest.length} more`;
  return `takes <code>${escapeHtml(first)}</code>${more} from ${from}`;
}

/** One sentence for the screen reader when the stages change. */
export function stagesSentence(stages: readonly StagePicture[]): string {
  const left = stages.filter((stage) => stage.role === 'left').length;
  const unused = stages.filter((stage) => stage.role === 'unused').length;
  return `${count(stages.length, 'stage')}${left > 0 ? `, ${left} left behind` : ''}${unused > 0 ? `, ${unused} never built` : ''}`;
}
