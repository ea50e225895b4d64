/** Lays the stages out as a graph: what is needed first stands first, the stage that ships stands last. */
import { graphlib, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphLayout, StagePicture, StageTake, Wanted } from './messages.ts';
import { NOTHING_WANTED } from './wanted.ts';

/** More stages than this are counted, not drawn. */
export const MOST_STAGES = 24;
/** Size of a stage's flat, in CSS pixels at a text size of 16. */
const WIDTH = 168;
const HEIGHT = 100;
/** What a goal asks of a stage stands in its flat: two lines more. */
const MARK_HEIGHT = 36;
/** In a picture that is read from top to bottom, where several flats share a row. */
const NARROW = 152;
/** Two lines: what travels, and how much it is. */
const LABEL_HEIGHT = 42;
/** Width of one character of a label. */
const CHARACTER = 6.6;
const LONGEST_LABEL = 20;
/** A picture that is wider than this, in the same pixels, is better read from top to bottom. */
const WIDEST = 760;

const EMPTY: GraphLayout = { width: 0, height: 0, nodes: [], edges: [] };
let last: { key: string; layout: GraphLayout } | undefined;

/**
 * The layout of a picture; the same picture (lines aside) is laid out once.
 *
 * @param wanted What the goals ask for besides; its stages stand behind those of the text.
 */
export function layOut(stages: readonly StagePicture[], wanted: Wanted = NOTHING_WANTED): GraphLayout {
  const drawn = stages.slice(0, MOST_STAGES);
  const all = drawn.length === stages.length ? wanted : NOTHING_WANTED;
  const count = drawn.length + all.stages.length;
  if (count === 0) return EMPTY;
  const takes = [
    ...drawn.flatMap((stage) =>
      joined(stage.takes)
        .filter(({ take }) => take.stage !== undefined && take.stage < count && take.stage !== stage.index)
        .map(({ take, lines }): Taken => {
          const { kind, line } = take;
          return { kind, line, lines, to: stage.index, from: take.stage as number, label: labelOf(take) };
        }),
    ),
    ...all.takes.map(({ from, to, goal }): Taken => {
      return { kind: 'copy', from, to, line: -1, lines: [], label: 'asked for', wanted: goal };
    }),
  ];
  const marked = all.marks.map(({ stage }) => stage);
  const key = JSON.stringify([
    count,
    marked,
    takes.map(({ to, from, label, kind, wanted }) => [to, from, label, kind, wanted]),
  ]);
  if (last?.key !== key) last = { key, layout: compute(count, takes, new Set(marked)) };
  const edges = last.layout.edges.map((edge, at) => {
    const { line = edge.line, lines = edge.lines } = takes[at] ?? {};
    return { ...edge, line, lines };
  });
  return { ...last.layout, edges };
}

/** What is to be drawn between two stages. */
type Taken = Omit<GraphEdge, 'points' | 'at'>;

/** From left to right, as the text of a line is read, while that fits; else from top to bottom. */
function compute(count: number, takes: readonly Taken[], marked: ReadonlySet<number>): GraphLayout {
  const across = draw(count, takes, marked, 'LR');
  if (across.width <= WIDEST) return across;
  const down = draw(count, takes, marked, 'TB');
  return down.width < across.width ? down : across;
}

function draw(
  count: number,
  takes: readonly Taken[],
  marked: ReadonlySet<number>,
  rankdir: 'LR' | 'TB',
): GraphLayout {
  const graph = new graphlib.Graph({ multigraph: true });
  const wide = rankdir === 'LR' ? WIDTH : NARROW;
  const nodesep = rankdir === 'LR' ? 22 : 12;
  graph.setGraph({ rankdir, nodesep, ranksep: 32, edgesep: 16, marginx: 10, marginy: 10 });
  const heightOf = (index: number): number => HEIGHT + (marked.has(index) ? MARK_HEIGHT : 0);
  for (let index = 0; index < count; index++) {
    graph.setNode(String(index), { width: wide, height: heightOf(index) });
  }
  for (const [at, { from, to, label }] of takes.entries()) {
    const box =
      label === ''
        ? { width: 0, height: 0 }
        : { width: Math.max(label.length * CHARACTER + 10, 20), height: LABEL_HEIGHT };
    graph.setEdge(String(from), String(to), { ...box, labelpos: 'c' }, String(at));
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = Array.from({ length: count }, (_, index) => {
    const { x, y } = graph.node(String(index)) as { x: number; y: number };
    const tall = heightOf(index);
    return { index, x: round(x - wide / 2), y: round(y - tall / 2), width: wide, height: tall };
  });
  const edges = takes.map((take, at): GraphEdge => {
    const edge = graph.edge({ v: String(take.from), w: String(take.to), name: String(at) }) as {
      points: { x: number; y: number }[];
      x?: number;
      y?: number;
    };
    const points = edge.points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
    const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
    return { ...take, points, at: { x: round(edge.x ?? middle.x), y: round(edge.y ?? middle.y) } };
  });
  return { width: round(width), height: round(height), nodes, edges };
}

/** Several copies from one stage to another are one edge with all that it carries. */
function joined(takes: readonly StageTake[]): { take: StageTake; lines: number[] }[] {
  const out = new Map<string, { take: StageTake; lines: number[] }>();
  for (const take of takes) {
    const key = `${take.kind} ${take.stage ?? take.source}`;
    const before = out.get(key);
    if (!before) out.set(key, { take, lines: [take.line] });
    else {
      out.set(key, {
        take: { ...before.take, paths: [...before.take.paths, ...take.paths] },
        lines: [...before.lines, take.line],
      });
    }
  }
  return [...out.values()];
}

/** What stands on the line. A solid one says all there is to say by itself: the base stands in the flat. */
function labelOf(take: StageTake): string {
  if (take.kind === 'from') return '';
  if (take.kind === 'mount') return 'lends';
  const [first = '', ...rest] = take.paths;
  const more = rest.length === 0 ? '' : ` +${rest.length}`;
  const room = LONGEST_LABEL - more.length;
  return (first.length > room ? `…${first.slice(first.length - room + 1)}` : first) + more;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
