import type { StageView } from '../../../worker/build-messages.ts';
import type { GraphEdge, GraphLayout, StagePicture, StageTake, Wanted } from '../../../worker/messages.ts';
import { bytes, escapeHtml, placeButton } from '../html.ts';
import { edgeItem, edgePath, type GraphBuild, outsideText, rem, wantedItem } from './graph-edges.ts';
import { sizeText } from './size-text.ts';
import { skippedBecause } from './skipped.ts';

export type { GraphBuild } from './graph-edges.ts';

const ROLE_WORDS: Record<StagePicture['role'], string> = {
  ships: 'Ships',
  left: 'Left behind',
  unused: 'Skipped',
};

/** Everything that the picture shows. */
export interface GraphPicture {
  readonly stages: readonly StagePicture[];
  readonly layout: GraphLayout;
  /** What the goals ask for and the text does not have. */
  readonly wanted?: Wanted;
}

/**
 * The stages as flats on a stage, with what travels between them: FROM solid, COPY --from dashed,
 * RUN --mount dotted; what the goals ask for stands there as an outline. The labels on the lines are the list
 * "takes" of the stage that takes, so the picture and what a screen reader hears are the same markup.
 */
export function graphHtml(picture: GraphPicture, build?: GraphBuild): string {
  const { stages, layout, wanted } = picture;
  const empty = stages.length === 0 ? '<p class="muted">No stage yet: a stage begins with FROM.</p>' : '';
  if (layout.nodes.length === 0) return empty;
  const nodes = new Map(layout.nodes.map((node) => [node.index, node]));
  const cards = stages.flatMap((stage) => {
    const node = nodes.get(stage.index);
    return node ? [card(stage, node, picture, build)] : [];
  });
  const ghosts = (wanted?.stages ?? []).flatMap((stage) => {
    const node = nodes.get(stage.index);
    return node ? [ghost(stage, node, picture)] : [];
  });
  const more = stages.length - cards.length;
  const { width, height } = layout;
  return `${empty}<div class="graph" style="--w:${rem(width)};--h:${rem(height)}">
    <svg class="graph-edges" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
      <defs>${(['from', 'copy', 'mount', 'wanted'] as const).map(arrow).join('')}</defs>
      ${layout.edges.map(edgePath).join('')}
    </svg>
    <ol class="graph-stages" role="list" aria-label="Stages, in the order of the text">${cards.join('')}</ol>
    ${ghosts.length === 0 ? '' : `<ul class="graph-stages" role="list" aria-label="Stages that the goals ask for">${ghosts.join('')}</ul>`}
  </div>${more > 0 ? `<p class="muted">… and ${more} more stages</p>` : ''}${legend(layout)}`;
}

/** Only the kinds of line that are drawn. */
function legend({ edges }: GraphLayout): string {
  const kinds: readonly (readonly [string, string])[] = [
    ['from', 'FROM'],
    ['copy', 'COPY --from'],
    ['mount', 'RUN --mount'],
    ['wanted', 'asked for'],
  ];
  const drawn = new Set(edges.map((edge) => (edge.wanted === undefined ? edge.kind : 'wanted')));
  if (drawn.size === 0) return '';
  return `<p class="graph-legend" aria-hidden="true">${kinds
    .filter(([kind]) => drawn.has(kind as GraphEdge['kind']))
    .map(([kind, words]) => `<span data-kind="${kind}">${words}</span>`)
    .join('')}</p>`;
}

function arrow(kind: StageTake['kind'] | 'wanted'): string {
  return `<marker id="arrow-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>`;
}

type Node = GraphLayout['nodes'][number];

function placed(node: Node): string {
  return `style="--x:${rem(node.x)};--y:${rem(node.y)};--w:${rem(node.width)};--h:${rem(node.height)}"`;
}

function card(stage: StagePicture, node: Node, picture: GraphPicture, build: GraphBuild | undefined): string {
  const at = { line: stage.line, character: 0 };
  const name = stage.name ?? `stage ${stage.index}`;
  const built = build?.stages.find((one) => one.index === stage.index);
  const failed = built?.status === 'failed' && built.steps.some((step) => step.status === 'failed');
  const inside = picture.layout.edges
    .filter((edge) => edge.to === stage.index)
    .map((edge) =>
      edge.wanted === undefined
        ? edgeItem(edge, stage, node, build)
        : wantedItem(edge, node, picture.stages, picture.wanted),
    );
  const outside = stage.takes
    .filter((take) => take.stage === undefined)
    .map((take) => `<li class="take-outside">${outsideText(take, build)}</li>`);
  const takes = [...inside, ...outside].join('');
  const mark = picture.wanted?.marks.find((one) => one.stage === stage.index);
  return `<li class="stage" data-role="${stage.role}" data-stage="${stage.index}"${failed ? ' data-failed' : ''} ${placed(node)}>
    <p class="stage-role">${failed ? 'The build stops here' : ROLE_WORDS[stage.role]}</p>
    <p class="stage-name">${placeButton({ start: at, end: at }, name)}</p>
    <p class="stage-base"><span class="visually-hidden">from </span><code>${escapeHtml(stage.base)}</code></p>
    ${weight(stage, built, picture.stages)}
    ${mark ? `<p class="stage-asked"><span class="visually-hidden">A goal asks of it: </span>${goalButton(mark)}</p>` : ''}
    ${takes === '' ? '' : `<ul class="stage-takes" role="list" aria-label="What ${escapeHtml(name)} takes">${takes}</ul>`}
  </li>`;
}

/** A stage that is asked for: an outline where it is to stand. */
function ghost(
  stage: Wanted['stages'][number],
  node: Node,
  { stages, layout, wanted }: GraphPicture,
): string {
  const takes = layout.edges
    .filter((edge) => edge.to === stage.index && edge.wanted !== undefined)
    .map((edge) => wantedItem(edge, node, stages, wanted));
  return `<li class="stage" data-role="wanted" data-stage="${stage.index}" ${placed(node)}>
    <p class="stage-role">${stage.ships ? 'Asked for, to ship' : 'Asked for'}</p>
    <p class="stage-name">${escapeHtml(stage.name ?? (stages.length === 0 ? 'a stage' : 'another stage'))}</p>
    <p class="stage-asked"><span class="visually-hidden">by the goal </span>${goalButton(stage)}</p>
    ${takes.length === 0 ? '' : `<ul class="stage-takes" role="list" aria-label="What it is to take">${takes.join('')}</ul>`}
  </li>`;
}

function goalButton({ goal, title }: { readonly goal: string; readonly title: string }): string {
  const plain = title.replaceAll('`', '');
  return `<button type="button" class="goal-link" data-goal-link="${escapeHtml(goal)}" title="${escapeHtml(plain)}">${escapeHtml(plain)}</button>`;
}

/** What the stage weighs, as built where that is known, else its base; or why it is not built at all. */
function weight(stage: StagePicture, built: StageView | undefined, stages: readonly StagePicture[]): string {
  if (stage.role === 'unused')
    return `<p class="stage-reason">${escapeHtml(skippedBecause(stage, stages))}</p>`;
  if (built?.status === 'skipped') return '<p class="stage-reason">not reached</p>';
  if (built?.status === 'built' && built.size && (built.size.certainty !== 'unknown' || built.size.bytes > 0))
    return `<p class="stage-weight">${sizeText(built.size)}</p>`;
  if (!stage.size) return '';
  return `<p class="stage-weight">base ${stage.size.estimated ? 'about ' : ''}${bytes(stage.size.bytes)}</p>`;
}
