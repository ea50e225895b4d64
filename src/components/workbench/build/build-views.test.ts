import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../../grading/schema.ts';
import type { BuildView, FileView, ImageView } from '../../../worker/build-messages.ts';
import { layOut } from '../../../worker/layout.ts';
import type { StagePicture } from '../../../worker/messages.ts';
import { validHeight } from './bench-height.ts';
import { budgetOf } from './budget.ts';
import { nextMoment, stateAt } from './build-player.ts';
import { cacheAnswer, cacheForm } from './cache-view.ts';
import { packContext, unpackContext, withEdits } from './context-files.ts';
import { buildOf } from './graph-build.ts';
import { graphHtml } from './graph-view.ts';
import { layersHtml, shares, sizeBars, startHtml } from './image-html.ts';
import { errorHtml, logBlocks, logItems } from './log-view.ts';
import { skippedBecause } from './skipped.ts';
import { seconds, timeHtml } from './time-view.ts';
import { childrenOf, openAtFirst, parentOf, visibleRows } from './tree-model.ts';

const hostile = '<img src=x onerror=alert(1)>"\'&';
const known = (bytes: number) => ({ bytes, certainty: 'known' as const });

const file = (path: string, over: Partial<FileView> = {}): FileView => ({
  path,
  type: 'file',
  size: known(1),
  mode: '644',
  owner: '0:0',
  certainty: 'known',
  from: 'from build, line 6',
  base: false,
  ...over,
});
const folder = (path: string, over: Partial<FileView> = {}): FileView =>
  file(path, { type: 'directory', ...over });

const stage = (index: number, over: Partial<StagePicture> = {}): StagePicture => ({
  index,
  base: 'scratch',
  role: 'left',
  line: index * 3,
  takes: [],
  ...over,
});

describe('the layout of the stages', () => {
  const stages = [
    stage(0, { name: 'deps' }),
    stage(1, { name: 'build', takes: [{ kind: 'from', stage: 0, source: 'deps', paths: [], line: 3 }] }),
    stage(2, {
      role: 'ships',
      takes: [
        { kind: 'copy', stage: 1, source: 'build', paths: ['/out/app'], line: 7 },
        { kind: 'copy', stage: 1, source: 'build', paths: ['/etc/passwd'], line: 8 },
        { kind: 'copy', source: 'nginx:alpine', paths: ['/conf'], line: 9 },
      ],
    }),
  ];
  it('sets every stage right of those that it takes from, and no two over each other', () => {
    const { nodes, width, height } = layOut(stages);
    const [deps, build, last] = nodes;
    expect((deps?.x ?? 0) + (deps?.width ?? 0)).toBeLessThan(build?.x ?? 0);
    expect((build?.x ?? 0) + (build?.width ?? 0)).toBeLessThan(last?.x ?? 0);
    for (const node of nodes) {
      expect(node.x).toBeGreaterThanOrEqual(0);
      expect(node.x + node.width).toBeLessThanOrEqual(width);
      expect(node.y + node.height).toBeLessThanOrEqual(height);
    }
  });
  it('draws what goes from one stage to another as one line of each kind', () => {
    const { edges } = layOut(stages);
    expect(edges.map(({ from, to, kind, label, line }) => [from, to, kind, label, line])).toEqual([
      [0, 1, 'from', '', 3],
      [1, 2, 'copy', '/out/app +1', 7],
    ]);
  });
  it('follows lines that move', () => {
    const moved = stages.map((one) => ({
      ...one,
      takes: one.takes.map((take) => ({ ...take, line: take.line + 5 })),
    }));
    expect(layOut(moved).edges.map((edge) => edge.line)).toEqual([8, 12]);
  });
  it('takes a stage that takes from itself or from a later one, and no stage at all', () => {
    const odd = [
      stage(0, { takes: [{ kind: 'copy', stage: 1, source: 'b', paths: [], line: 1 }] }),
      stage(1, { takes: [{ kind: 'copy', stage: 1, source: 'b', paths: [], line: 4 }] }),
    ];
    expect(layOut(odd).edges).toHaveLength(1);
    expect(layOut([]).nodes).toEqual([]);
  });
  it('is drawn with the same words for the eye and the ear', () => {
    const html = graphHtml(
      { stages, layout: layOut(stages) },
      {
        carried: new Map([
          [7, known(6_000_000)],
          [8, known(0)],
        ]),
        stages: [],
      },
    );
    const heard = html.replace(/<span class="edge-path" aria-hidden="true">[^<]*<.span>|<[^>]*>/g, '');
    // The ear has every path; the eye has the first, and a number.
    expect(heard).toContain('takes /out/app, /etc/passwd 6 MB from build');
    expect(heard).toContain('builds on deps');
    expect(heard).toContain('takes /conf from nginx:alpine');
    expect(html).toContain('>/out/app +1<');
    expect(html).toContain('data-go="7:0-7:0"');
    // The caret on either line marks the one edge.
    expect(html).toContain('data-lines=" 7 8 "');
  });
  it('turns from across to down where across would be too wide, and every stage stays in its place', () => {
    const chain = Array.from({ length: 8 }, (_, at) =>
      stage(at, {
        name: `s${at}`,
        takes:
          at === 0
            ? []
            : [{ kind: 'copy', stage: at - 1, source: `s${at - 1}`, paths: ['/out'], line: at * 3 }],
      }),
    );
    const { nodes, width } = layOut(chain);
    expect(width).toBeLessThanOrEqual(760);
    for (const [at, node] of nodes.entries()) {
      const before = nodes[at - 1];
      if (before) expect(before.y + before.height).toBeLessThan(node.y);
    }
  });
  it('keeps the figures of the last build while one types, as long as the stages are the same', () => {
    const moved = stages.map((one) => ({
      ...one,
      line: one.line + 2,
      takes: one.takes.map((take) => ({ ...take, line: take.line + 2 })),
    }));
    const view = { stages: [], carried: [{ line: 7, size: known(5) }] } as unknown as BuildView;
    expect([...(buildOf(view, stages, moved)?.carried ?? [])]).toEqual([[9, known(5)]]);
    expect(
      buildOf(view, stages, [...moved.slice(0, 2), { ...(moved[2] as StagePicture), base: 'alpine' }]),
    ).toBeUndefined();
    expect(buildOf(view, stages, stages.slice(1))).toBeUndefined();
  });
  it('says why a stage is skipped', () => {
    const unused = [
      stage(0, { name: 'base', role: 'unused' }),
      stage(1, {
        name: 'test',
        role: 'unused',
        takes: [{ kind: 'from', stage: 0, source: 'base', paths: [], line: 3 }],
      }),
      stage(2, { role: 'ships' }),
    ];
    expect(unused.slice(0, 2).map((one) => skippedBecause(one, unused))).toEqual([
      'only test takes from it, and is not needed',
      'nothing takes from it',
    ]);
    const html = graphHtml({ stages: unused, layout: layOut(unused) });
    expect(html).toContain('only test takes from it');
  });
  it('draws what the goals ask for as outlines, each with its goal', () => {
    const wanted = {
      stages: [{ index: 1, ships: true, goal: 'small', title: 'End on `alpine`' }],
      takes: [{ from: 0, to: 1, goal: 'carry', title: 'Carry the program' }],
      marks: [{ stage: 0, goal: 'name', title: 'Name it' }],
    };
    const one = [stage(0, { role: 'ships', name: 'build' })];
    const layout = layOut(one, wanted);
    expect(layout.nodes).toHaveLength(2);
    const html = graphHtml({ stages: one, layout, wanted });
    expect(html).toContain('data-role="wanted"');
    expect(html).toContain('Asked for, to ship');
    expect(html.match(/data-goal-link="(\w+)"/g)).toEqual([
      'data-goal-link="name"',
      'data-goal-link="small"',
      'data-goal-link="carry"',
    ]);
    expect(html.replace(/<[^>]*>/g, '')).toContain('is to take something from build: Carry the program');
    expect(graphHtml({ stages: [], layout: layOut([]) })).toContain('No stage yet');
  });
});

describe('watching a build', () => {
  const slot = (line: number, startMs: number, endMs: number) => ({
    stage: 0,
    line,
    text: `RUN ${line}`,
    startMs,
    endMs,
    known: true,
  });
  it('says of each part of the log when it happens', () => {
    const blocks = logBlocks(
      [
        { text: '#1 [internal] load build definition', kind: 'vertex' },
        { text: '', kind: 'plain' },
        { text: '#2 [1/2] FROM docker.io/library/alpine', kind: 'vertex', line: 0 },
        { text: '', kind: 'plain' },
        { text: '#3 [2/2] RUN a', kind: 'vertex', line: 1 },
        { text: '#3 DONE 0.4s', kind: 'done', line: 1 },
        { text: '', kind: 'plain' },
        { text: '#4 exporting to image', kind: 'vertex' },
      ],
      [slot(1, 100, 500)],
      500,
    );
    expect(blocks.map(({ from, until }) => [from, until])).toEqual([
      [0, 0],
      [0, 0],
      [100, 500],
      [500, 500],
    ]);
    expect(blocks[2]?.lines).toHaveLength(2);
  });
  it('knows what is still to come, runs and is over', () => {
    expect([0, 99, 100, 499, 500].map((now) => stateAt(100, 500, now))).toEqual([
      'future',
      'future',
      'running',
      'running',
      'done',
    ]);
    expect(stateAt(0, 0, 0)).toBe('done');
    expect(stateAt(500, 500, 499)).toBe('future');
  });
  it('goes from one moment to the next, and from the end to the start', () => {
    const moments = [0, 0, 100, 500, 500];
    expect([0, 100, 500].map((now) => nextMoment(moments, now, 500))).toEqual([100, 500, 0]);
    expect(nextMoment([], 0, 500)).toBe(500);
  });
});

describe('the tree of files', () => {
  const files = [
    folder('/app'),
    file('/app/server'),
    folder('/etc', { base: true }),
    file('/etc/os-release', { base: true }),
    folder('/usr', { base: true, unlisted: 'part of the base image' }),
  ];
  const children = childrenOf(files);
  it('shows the way to what the Dockerfile put there, and keeps the base closed', () => {
    const rows = visibleRows(children, openAtFirst(files, children));
    expect(rows.map((row) => [row.file.path, row.level, row.open])).toEqual([
      ['/app', 1, true],
      ['/app/server', 2, undefined],
      ['/etc', 1, false],
      ['/usr', 1, false],
    ]);
    expect(rows[0]).toMatchObject({ position: 1, siblings: 3 });
  });
  it('does not open a folder of thousands', () => {
    const many = [folder('/m'), ...Array.from({ length: 3000 }, (_, at) => file(`/m/${at}`))];
    expect(openAtFirst(many, childrenOf(many)).size).toBe(0);
    expect(visibleRows(childrenOf(many), new Set(['/m'])).length).toBe(800);
  });
  it('knows parents', () => {
    expect([parentOf('/a'), parentOf('/a/b'), parentOf('/')]).toEqual(['/', '/a', '/']);
  });
});

describe('sizes', () => {
  it('are shares of the largest', () => {
    expect(shares(sizeBars(known(10), known(100), 50))).toEqual([100, 10, 50]);
    expect(shares(sizeBars(known(0), undefined, undefined))).toEqual([0.4]);
  });
  it('have the smallest budget of the goals', () => {
    const goals = ['25 MB', '900kB'].map((max) => ({ expect: { size: { max } } }));
    expect(budgetOf({ goals } as unknown as Exercise)).toBe(900_000);
    expect(budgetOf({ goals: [{ expect: {} }] } as unknown as Exercise)).toBeUndefined();
  });
  it('of the bench stay within the window', () => {
    expect([validHeight(-3), validHeight(200), validHeight(40), validHeight(Number.NaN)]).toEqual([
      12,
      75,
      40,
      undefined,
    ]);
  });
});

it('tells time as people do', () => {
  expect([0, 340, 12_400, 119_000, 150_000].map(seconds)).toEqual([
    '0.0 s',
    '0.3 s',
    '12 s',
    '119 s',
    '3 min',
  ]);
});

it('keeps files of a context over the wire, and takes edits', () => {
  const packed = packContext([
    { path: 'a.txt', text: 'a', mode: 0o755 },
    { path: 'b.bin', base64: 'AP8=', mode: 0o644 },
    { path: 'c', link: 'a.txt', mode: 0o777 },
  ]);
  const files = unpackContext(JSON.parse(JSON.stringify(packed)));
  expect(files).toEqual([
    { path: 'a.txt', mode: 0o755, content: 'a' },
    { path: 'b.bin', mode: 0o644, content: Uint8Array.of(0, 255) },
    { path: 'c', link: 'a.txt' },
  ]);
  const edited = withEdits(
    files,
    new Map([
      ['a.txt', 'new'],
      ['.dockerignore', 'x'],
    ]),
  );
  expect(edited[0]).toEqual({ path: 'a.txt', mode: 0o755, content: 'new' });
  expect(edited.at(-1)).toEqual({ path: '.dockerignore', content: 'x' });
});

it('shows what a learner or Docker wrote, and never runs it', () => {
  const image: ImageView = {
    size: known(1),
    layers: [
      {
        text: hostile,
        line: 1,
        stage: 0,
        stageName: hostile,
        base: false,
        size: known(1),
        changes: [{ path: hostile, kind: 'add', directory: false, size: known(1) }],
        more: 0,
      },
    ],
    files: [],
    moreFiles: 0,
    wasted: { bytes: 1, paths: [hostile] },
    config: [],
    start: {
      status: 'fails',
      certainty: 'known',
      command: [hostile],
      message: hostile,
      why: hostile,
      advice: hostile,
    },
  };
  const step = {
    stage: 0,
    index: 0,
    keyword: 'RUN',
    text: hostile,
    line: 0,
    status: 'ran' as const,
    certainty: 'known' as const,
    visible: true,
  };
  const view: BuildView = {
    kind: 'build',
    ok: false,
    log: [],
    stages: [{ index: 0, name: hostile, line: 0, status: 'built', steps: [step] }],
    time: [{ stage: 0, line: 0, text: hostile, startMs: 0, endMs: 1, known: true }],
    totalMs: 1,
    carried: [],
    gains: [],
    context: { bytes: 0, ignored: [], files: [hostile] },
    buildArgs: [{ name: hostile, value: hostile }],
  };
  const stages = [
    stage(0, { name: hostile, base: hostile }),
    stage(1, { takes: [{ kind: 'copy', stage: 0, source: hostile, paths: [hostile], line: 1 }] }),
  ];
  const pages = [
    layersHtml(image),
    startHtml(image),
    errorHtml({ message: hostile, why: hostile, advice: hostile, line: 0 }),
    logItems({
      log: [
        { text: hostile, kind: 'output' },
        { text: hostile, kind: 'vertex', line: 1 },
      ],
      time: [],
      totalMs: 0,
    }).join(''),
    timeHtml(view),
    cacheForm(view, '', new Set()),
    cacheAnswer(
      {
        kind: 'rebuild',
        change: { kind: 'file', path: hostile },
        error: hostile,
        steps: [{ ...step, stageName: hostile, reason: hostile }],
      },
      new Set(),
    ),
    graphHtml({ stages, layout: layOut(stages) }),
  ];
  for (const html of pages) {
    expect(html).toContain('&lt;img');
    expect(html).not.toContain('<img');
    expect(html).not.toMatch(/="[^"]*"'&/);
  }
});
