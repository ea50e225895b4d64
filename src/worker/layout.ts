/** Lays the stages out as a graph: what is needed first stands left, the stage that ships stands right. */
import { graphlib, layout } from '@dagrejs/dagre';
import type { GraphEdge, GraphLayout, StagePicture, StageTake } from './messages.ts';

/** More stages than this are counted, not drawn. */
export const MOST_STAGES = 24;
/** Size of a stage's flat, in CSS pixels at a text size of 16. */
const WIDTH = 168;
const HEIGHT = 100;
/** Two lines: what travels, and how much it is. */
const LABEL_HEIGHT = 38;
/** Width of one character of a label. */
const CHARACTER = 6.6;
const LONGEST_LABEL = 20;

const EMPTY: GraphLayout = { width: 0, height: 0, nodes: [], edges: [] };
let last: { key: string; layout: GraphLayout } | undefined;

/** The layout of a picture; the same picture (lines aside) is laid out once. */
export function layOut(stages: readonly StagePicture[]): GraphLayout {
  const drawn = stages.slice(0, MOST_STAGES);
  if (drawn.length === 0) return EMPTY;
  const takes = drawn.flatMap((stage) =>
    joined(stage.takes)
      .filter((take) => take.stage !== undefined && take.stage < drawn.length && take.stage !== stage.index)
      .map((take) => ({ take, to: stage.index, from: take.stage as number, label: labelOf(take) })),
  );
  const key = JSON.stringify([
    drawn.length,
    takes.map(({ to, from, label, take }) => [to, from, label, take.kind]),
  ]);
  if (last?.key !== key) last = { key, layout: compute(drawn.length, takes) };
  const edges = last.layout.edges.map((edge, at) => ({ ...edge, line: takes[at]?.take.line ?? edge.line }));
  return { ...last.layout, edges };
}

interface Taken {
  readonly take: StageTake;
  readonly from: number;
  readonly to: number;
  readonly label: string;
}

function compute(count: number, takes: readonly Taken[]): GraphLayout {
  const graph = new graphlib.Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 22, ranksep: 32, edgesep: 16, marginx: 10, marginy: 10 });
  for (let index = 0; index < count; index++) {
    graph.setNode(String(index), { width: WIDTH, height: HEIGHT });
  }
  for (const [at, { from, to, label }] of takes.entries()) {
    const width = Math.max(label.length * CHARACTER + 10, 20);
    graph.setEdge(String(from), String(to), { width, height: LABEL_HEIGHT, labelpos: 'c' }, String(at));
  }
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  const nodes = Array.from({ length: count }, (_, index) => {
    const { x, y } = graph.node(String(index)) as { x: number; y: number };
    return { index, x: round(x - WIDTH / 2), y: round(y - HEIGHT / 2), width: WIDTH, height: HEIGHT };
  });
  const edges = takes.map(({ take, from, to, label }, at): GraphEdge => {
    const edge = graph.edge({ v: String(from), w: String(to), name: String(at) }) as {
      points: { x: number; y: number }[];
      x?: number;
      y?: number;
    };
    const points = edge.points.map(({ x, y }) => ({ x: round(x), y: round(y) }));
    const middle = points[Math.floor(points.length / 2)] ?? { x: 0, y: 0 };
    const place = { x: round(edge.x ?? middle.x), y: round(edge.y ?? middle.y) };
    return { kind: take.kind, from, to, line: take.line, label, points, at: place };
  });
  return { width: round(width), height: round(height), nodes, edges };
}

/** Several copies from one stage to another are one edge with all that it carries. */
function joined(takes: readonly StageTake[]): StageTake[] {
  const out = new Map<string, StageTake>();
  for (const take of takes) {
    const key = `${take.kind} ${take.stage ?? take.source}`;
    const before = out.get(key);
    out.set(key, before ? { ...before, paths: [...before.paths, ...take.paths] } : take);
  }
  return [...out.values()];
}

function labelOf(take: StageTake): string {
  if (take.kind === 'from') return 'builds on';
  if (take.kind === 'mount') return 'lends';
  const [first = '', ...rest] = take.paths;
  const more = rest.length === 0 ? '' : ` +${rest.length}`;
  const room = LONGEST_LABEL - more.length;
  return (first.length > room ? `…${first.slice(first.length - room + 1)}` : first) + more;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
