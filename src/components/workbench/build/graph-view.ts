import type { Size } from '../../../build/types.ts';
import type { StageView } from '../../../worker/build-messages.ts';
import type { GraphEdge, GraphLayout, StagePicture, StageTake } from '../../../worker/messages.ts';
import { bytes, escapeHtml, placeButton } from '../html.ts';
import { certaintyMark, sizeText } from './size-text.ts';

const ROLE_WORDS: Record<StagePicture['role'], string> = {
  ships: 'Ships',
  left: 'Left behind',
  unused: 'Never built',
};

/** What a build adds to the picture; absent until there is one. */
export interface GraphBuild {
  /** Bytes that travel, by the 0-based line of the instruction. */
  readonly carried: ReadonlyMap<number, Size>;
  readonly stages: readonly StageView[];
}

/**
 * The stages as flats on a stage, with what travels between them: FROM solid, COPY --from dashed,
 * RUN --mount dotted. The labels on the lines are the list "takes" of the stage that takes, so the picture
 * and what a screen reader hears are the same markup.
 */
export function graphHtml(stages: readonly StagePicture[], layout: GraphLayout, build?: GraphBuild): string {
  if (stages.length === 0) return '<p class="muted">No stage yet: a stage begins with FROM.</p>';
  const cards = layout.nodes.map((node) => {
    const stage = stages[node.index];
    return stage ? card(stage, node, layout, build) : '';
  });
  const rest =
    stages.length > layout.nodes.length
      ? `<p class="muted">… and ${stages.length - layout.nodes.length} more stages</p>`
      : '';
  const { width, height } = layout;
  return `<div class="graph" style="--w:${rem(width)};--h:${rem(height)}">
    <svg class="graph-edges" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">
      <defs>${(['from', 'copy', 'mount'] as const).map(arrow).join('')}</defs>
      ${layout.edges.map(edgePath).join('')}
    </svg>
    <ol class="graph-stages" role="list" aria-label="Stages, in the order of the text">${cards.join('')}</ol>
  </div>${rest}${layout.edges.length > 0 ? LEGEND : ''}`;
}

const LEGEND = `<p class="graph-legend" aria-hidden="true">
  <span data-kind="from">FROM</span><span data-kind="copy">COPY --from</span><span data-kind="mount">RUN --mount</span></p>`;

function arrow(kind: StageTake['kind']): string {
  return `<marker id="arrow-${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8z"/></marker>`;
}

function edgePath(edge: GraphEdge): string {
  const [first, ...rest] = edge.points;
  if (!first) return '';
  // Through the middles between the points, so that corners are round.
  let d = `M${first.x} ${first.y}`;
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1];
    if (!next) d += `L${point.x} ${point.y}`;
    else d += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  }
  return `<path class="edge" data-kind="${edge.kind}" data-line="${edge.line}" d="${d}" marker-end="url(#arrow-${edge.kind})"/>`;
}

function card(
  stage: StagePicture,
  node: GraphLayout['nodes'][number],
  layout: GraphLayout,
  build: GraphBuild | undefined,
): string {
  const at = { line: stage.line, character: 0 };
  const name = stage.name ?? `stage ${stage.index}`;
  const built = build?.stages.find((one) => one.index === stage.index);
  const failed = built?.status === 'failed' && built.steps.some((step) => step.status === 'failed');
  const inside = layout.edges
    .filter((edge) => edge.to === stage.index)
    .map((edge) => edgeItem(edge, stage, node, build));
  const outside = stage.takes
    .filter((take) => take.stage === undefined)
    .map((take) => `<li class="take-outside">${outsideText(take, build)}</li>`);
  const takes = [...inside, ...outside].join('');
  return `<li class="stage" data-role="${stage.role}" data-stage="${stage.index}"${failed ? ' data-failed' : ''} style="--x:${rem(node.x)};--y:${rem(node.y)};--w:${rem(node.width)};--h:${rem(node.height)}">
    <p class="stage-role">${failed ? 'The build stops here' : ROLE_WORDS[stage.role]}</p>
    <p class="stage-name">${placeButton({ start: at, end: at }, name)}</p>
    <p class="stage-base"><span class="visually-hidden">from </span><code>${escapeHtml(stage.base)}</code></p>
    <p class="stage-weight">${weight(stage, built)}</p>
    ${takes === '' ? '' : `<ul class="stage-takes" role="list" aria-label="What ${escapeHtml(name)} takes">${takes}</ul>`}
  </li>`;
}

/** What the stage weighs: as built where that is known, else its base. */
function weight(stage: StagePicture, built: StageView | undefined): string {
  if (stage.role === 'unused') return 'not needed by what ships';
  if (built?.status === 'built' && built.size && (built.size.certainty !== 'unknown' || built.size.bytes > 0))
    return sizeText(built.size);
  if (!stage.size) return '';
  return `base ${stage.size.estimated ? 'about ' : ''}${bytes(stage.size.bytes)}`;
}

function edgeItem(
  edge: GraphEdge,
  stage: StagePicture,
  node: GraphLayout['nodes'][number],
  build: GraphBuild | undefined,
): string {
  const take = stage.takes.find((one) => one.kind === edge.kind && one.stage === edge.from);
  const source = escapeHtml(take?.source ?? `stage ${edge.from}`);
  const lines = stage.takes.filter((one) => one.kind === edge.kind && one.stage === edge.from);
  const size = edge.kind === 'copy' ? carriedText(lines, build) : '';
  const place = `${edge.line}:0-${edge.line}:0`;
  const words =
    edge.kind === 'copy'
      ? `<span class="said">takes </span>${escapeHtml(edge.label)}${size}<span class="said"> from ${source}</span>`
      : `${escapeHtml(edge.label)}<span class="said"> ${source}</span>`;
  // The label of a mount says what is lent to whom the other way round.
  const said =
    edge.kind === 'mount'
      ? `<span class="said">is </span>lent<span class="said"> files of ${source}</span>`
      : words;
  return `<li class="take" style="--x:${rem(edge.at.x - node.x)};--y:${rem(edge.at.y - node.y)}"><button type="button" class="edge-label" data-kind="${edge.kind}" data-line="${edge.line}" data-go="${place}" title="${escapeHtml((take?.paths ?? []).join(' '))}">${said}</button></li>`;
}

function carriedText(takes: readonly StageTake[], build: GraphBuild | undefined): string {
  const sizes = takes.map((take) => build?.carried.get(take.line)).filter((size) => size !== undefined);
  if (sizes.length === 0) return '';
  const unsure = sizes.some((size) => size.certainty === 'unknown');
  const sum = sizes.reduce((all, size) => all + size.bytes, 0);
  if (unsure && sum === 0) return '';
  const estimated = sizes.some((size) => size.certainty === 'estimated');
  const mark = unsure ? certaintyMark('unknown') : estimated ? certaintyMark('estimated') : '';
  return ` <b class="carried">${mark}${bytes(sum)}</b>`;
}

function outsideText(take: StageTake, build: GraphBuild | undefined): string {
  const place = { line: take.line, character: 0 };
  const what =
    take.kind === 'mount' ? 'is lent files of' : `takes <code>${escapeHtml(take.paths[0] ?? '')}</code> from`;
  return `${what} ${placeButton({ start: place, end: place }, take.source)}${carriedText([take], build)}`;
}

function rem(pixels: number): string {
  return `${Math.round((pixels / 16) * 1000) / 1000}rem`;
}
