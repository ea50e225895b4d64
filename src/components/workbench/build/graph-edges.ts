import type { Size } from '../../../build/types.ts';
import type { StageView } from '../../../worker/build-messages.ts';
import type { GraphEdge, GraphLayout, StagePicture, StageTake, Wanted } from '../../../worker/messages.ts';
import { bytes, escapeHtml, placeButton } from '../html.ts';
import { certaintyMark } from './size-text.ts';

/** What a build adds to the picture; absent until there is one. */
export interface GraphBuild {
  /** Bytes that travel, by the 0-based line of the instruction. */
  readonly carried: ReadonlyMap<number, Size>;
  readonly stages: readonly StageView[];
}

/** The line between two stages. */
export function edgePath(edge: GraphEdge): string {
  const [first, ...rest] = edge.points;
  if (!first) return '';
  // Through the middles between the points, so that corners are round.
  let d = `M${first.x} ${first.y}`;
  for (const [at, point] of rest.entries()) {
    const next = rest[at + 1];
    if (!next) d += `L${point.x} ${point.y}`;
    else d += `Q${point.x} ${point.y} ${(point.x + next.x) / 2} ${(point.y + next.y) / 2}`;
  }
  const kind = edge.wanted === undefined ? edge.kind : 'wanted';
  return `<path class="edge" data-kind="${kind}"${linesOf(edge)} d="${d}" marker-end="url(#arrow-${kind})"/>`;
}

/** The lines of the text that it stands for: `data-line` of the first, ` 7 9 ` of all. */
function linesOf(edge: GraphEdge): string {
  if (edge.lines.length === 0) return '';
  return ` data-line="${edge.line}" data-lines=" ${edge.lines.join(' ')} "`;
}

/** The label of a line, as an item of what the stage takes; in full for whoever does not see the picture. */
export function edgeItem(
  edge: GraphEdge,
  stage: StagePicture,
  node: GraphLayout['nodes'][number],
  build: GraphBuild | undefined,
): string {
  const takes = stage.takes.filter((one) => one.kind === edge.kind && one.stage === edge.from);
  const source = escapeHtml(takes[0]?.source ?? `stage ${edge.from}`);
  const paths = takes.flatMap((take) => take.paths);
  const place = `${edge.line}:0-${edge.line}:0`;
  return `<li class="take" style="${middle(edge, node)}"><button type="button" class="edge-label" data-kind="${edge.kind}"${linesOf(edge)} data-go="${place}" title="${escapeHtml(paths.join(' '))}">${words()}</button></li>`;

  function words(): string {
    if (edge.kind === 'from') return `<span class="said">builds on ${source}</span>`;
    if (edge.kind === 'mount') {
      return `<span class="edge-path" aria-hidden="true">${escapeHtml(edge.label)}</span><span class="said">is lent files of ${source}</span>`;
    }
    const all = escapeHtml(paths.join(', '));
    return `<span class="edge-path" aria-hidden="true">${escapeHtml(edge.label)}</span><span class="said">takes ${all} </span>${carriedText(takes, build)}<span class="said"> from ${source}</span>`;
  }
}

/** A copy that a goal asks for. */
export function wantedItem(
  edge: GraphEdge,
  node: GraphLayout['nodes'][number],
  stages: readonly StagePicture[],
  wanted: Wanted | undefined,
): string {
  const goal = edge.wanted ?? '';
  const title = wanted?.takes.find((take) => take.goal === goal)?.title ?? '';
  const giver = stages[edge.from];
  const source = giver ? (giver.name ?? `stage ${giver.index}`) : 'a stage that is asked for';
  const plain = escapeHtml(title.replaceAll('`', ''));
  return `<li class="take" style="${middle(edge, node)}"><button type="button" class="edge-label" data-kind="wanted" data-goal-link="${escapeHtml(goal)}" title="${plain}"><span class="edge-path" aria-hidden="true">asked for</span><span class="said">is to take something from ${escapeHtml(source)}: ${plain}</span></button></li>`;
}

function middle(edge: GraphEdge, node: GraphLayout['nodes'][number]): string {
  return `--x:${rem(edge.at.x - node.x)};--y:${rem(edge.at.y - node.y)}`;
}

/** How many bytes travel, if the build knows; nothing else. */
function carriedText(takes: readonly StageTake[], build: GraphBuild | undefined): string {
  const sizes = takes.map((take) => build?.carried.get(take.line)).filter((size) => size !== undefined);
  if (sizes.length === 0) return '';
  const unsure = sizes.some((size) => size.certainty === 'unknown');
  const sum = sizes.reduce((all, size) => all + size.bytes, 0);
  if (unsure && sum === 0) return '';
  const estimated = sizes.some((size) => size.certainty === 'estimated');
  const mark = unsure ? certaintyMark('unknown') : estimated ? certaintyMark('estimated') : '';
  return `<b class="carried">${mark}${bytes(sum)}</b>`;
}

/** What a stage takes from elsewhere than a stage. */
export function outsideText(take: StageTake, build: GraphBuild | undefined): string {
  const place = { line: take.line, character: 0 };
  const what =
    take.kind === 'mount'
      ? 'is lent files of'
      : `takes <code>${escapeHtml(take.paths.join(' '))}</code> from`;
  return `${what} ${placeButton({ start: place, end: place }, take.source)} ${carriedText([take], build)}`;
}

/** Pixels at a text size of 16 as rem. */
export function rem(pixels: number): string {
  return `${Math.round((pixels / 16) * 1000) / 1000}rem`;
}
