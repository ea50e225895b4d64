import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../dockerfile/index.ts';
import type { GoalResult, Report } from '../../grading/report.ts';
import type { Goal } from '../../grading/schema.ts';
import type { StagePicture } from '../../worker/messages.ts';
import { Announcer, SAY_AFTER } from './announcer.ts';
import { embed, type WorkbenchData } from './data.ts';
import { diffRows } from './diff-rows.ts';
import { gains } from './gains.ts';
import { goalItems, hintHtml, summary } from './goals-view.ts';
import { bytes, placeButton, prose, readPlace } from './html.ts';
import { validShare } from './panes.ts';
import { kebab, problemItems } from './problems-view.ts';
import { stagesHtml } from './stages-view.ts';

const range = { start: { line: 3, character: 5 }, end: { line: 3, character: 9 } };
const goal = (id: string, hints: string[] = []) =>
  ({ id, title: `Goal ${id}`, hints, expect: {} }) as unknown as Goal;
const result = (id: string, status: GoalResult['status']): GoalResult => ({
  id,
  title: id,
  status,
  diagnostics: [],
});
const report = (...goals: GoalResult[]): Report => ({ goals, met: false, problems: [] });
const view = { opened: new Map<string, boolean>(), hints: () => 1, live: true };

describe('what a learner wrote is shown, never run', () => {
  const hostile = '<img src=x onerror=alert(1)>"\'&';
  it('in goals, problems, stages and the data of the page', () => {
    const problem: Diagnostic = {
      rule: hostile,
      severity: 'error',
      message: hostile,
      why: hostile,
      advice: hostile,
      range,
    };
    const stage: StagePicture = {
      index: 0,
      name: hostile,
      base: hostile,
      role: 'ships',
      line: 0,
      takes: [{ kind: 'copy', source: hostile, paths: [hostile], line: 1 }],
    };
    const goals = goalItems(
      [goal('a', [hostile])],
      report({ ...result('a', 'unmet'), diagnostics: [problem] }),
      view,
    );
    for (const html of [goals.join(''), problemItems([problem], '/checks/').join(''), stagesHtml([stage])]) {
      expect(html).toContain('&lt;img');
      expect(html).not.toContain('<img');
    }
    expect(embed({ start: '</script><script>alert(1)' } as WorkbenchData)).not.toContain('</script>');
  });
});

describe('goals', () => {
  it('opens the first that is not met, and what the learner opened', () => {
    const items = goalItems(
      [goal('a'), goal('b'), goal('c')],
      report(result('a', 'met'), result('b', 'unmet'), result('c', 'unmet')),
      { ...view, opened: new Map([['c', true]]) },
    );
    expect(items.map((item) => item.includes('<details open>'))).toEqual([false, true, true]);
  });
  it('shows the hints that are open and offers the next', () => {
    const [html] = goalItems([goal('a', ['nudge', 'more'])], report(result('a', 'unmet')), view);
    expect(html).toContain('nudge');
    expect(html).not.toContain('more</li>');
    expect(html).toContain('2 of 2');
  });
  it('counts what is met and what cannot be told', () => {
    expect(summary(report(result('a', 'met'), result('b', 'unmet')))).toBe('1 of 2 goals met');
    expect(summary(report(result('a', 'met'), result('b', 'unknown')))).toBe(
      '1 of 2 goals met, 1 cannot be told',
    );
  });
  it('sets a hint that is an instruction as code', () => {
    expect(hintHtml('USER 65532')).toBe('<code>USER 65532</code>');
    expect(hintHtml('USER sets who it runs as.')).toBe('USER sets who it runs as.');
  });
});

it('a place survives its button, and nothing else is a place', () => {
  const written = /data-go="([^"]*)"/.exec(placeButton(range))?.[1] as string;
  expect(readPlace(written)).toEqual(range);
  expect(readPlace('1:2-3')).toBeUndefined();
  expect(readPlace('javascript:alert(1)')).toBeUndefined();
});

it('sets code between back quotes', () => {
  expect(prose('Use `COPY <a>` & go')).toBe('Use <code>COPY &lt;a&gt;</code> &amp; go');
});

it('writes bytes as Docker does', () => {
  expect([0, 999, 8_530_000, 851_234_567, 1_210_000_000].map(bytes)).toEqual([
    '0 B',
    '999 B',
    '8.53 MB',
    '851 MB',
    '1.21 GB',
  ]);
});

it('names a check as its folder', () => {
  expect(['StageNameCasing', 'JSONArgsRecommended', 'FromAsCasing'].map(kebab)).toEqual([
    'stage-name-casing',
    'json-args-recommended',
    'from-as-casing',
  ]);
});

it('keeps panes between their bounds', () => {
  expect([validShare(2, 28), validShare(90, 28), validShare(50, 45), validShare(Number.NaN, 28)]).toEqual([
    15,
    45,
    35,
    undefined,
  ]);
});

describe('compare', () => {
  it('sets lines that replace each other side by side', () => {
    const rows = diffRows('FROM a\nRUN x\nCMD y', 'FROM a\nRUN z\nUSER 1\nCMD y\n');
    expect(rows.map((row) => [row.kind, row.left?.text, row.right?.text])).toEqual([
      ['same', 'FROM a', 'FROM a'],
      ['changed', 'RUN x', 'RUN z'],
      ['added', undefined, 'USER 1'],
      ['same', 'CMD y', 'CMD y'],
    ]);
    expect(rows.at(-1)).toMatchObject({ left: { number: 3 }, right: { number: 4 } });
  });
  it('takes an empty text', () => {
    expect(diffRows('', 'FROM a').filter((row) => row.kind === 'added')).toHaveLength(1);
  });
});

it('says what was gained, with sizes only where both are known', () => {
  const stage = (over: Partial<StagePicture>): StagePicture => ({
    index: 0,
    base: 'golang:1.27',
    role: 'ships',
    line: 0,
    takes: [],
    ...over,
  });
  const before = [stage({ size: { bytes: 850_000_000, estimated: false, date: '2026-09-01' } })];
  const after = [
    stage({ name: 'build', role: 'left' }),
    stage({ index: 1, base: 'scratch', size: { bytes: 0, estimated: false } }),
  ];
  expect(gains(before, after)[0]).toContain('`scratch` (0 B) instead of `golang:1.27` (850 MB)');
  expect(gains(before, after)[1]).toContain('build');
  expect(gains([stage({})], after)[0]).not.toContain('MB');
});

it('announces the newest after a pause, and only what is new', async () => {
  const { vi } = await import('vitest');
  vi.useFakeTimers();
  const region = { textContent: '' };
  const announcer = new Announcer(region);
  announcer.assume('1 of 2');
  announcer.later('1 of 2');
  vi.advanceTimersByTime(SAY_AFTER);
  expect(region.textContent).toBe('');
  announcer.later('0 of 2');
  announcer.later('2 of 2');
  vi.advanceTimersByTime(SAY_AFTER);
  expect(region.textContent).toBe('2 of 2');
  vi.useRealTimers();
});
