import { describe, expect, it } from 'vitest';
import type { GoalStatus, Report } from '../../grading/report.ts';
import type { Goal } from '../../grading/schema.ts';
import { mergeReports } from './report-merge.ts';

const goals = [
  { id: 'split', expect: { stages: { min: 2 } } },
  { id: 'starts', expect: { starts: true } },
] as unknown as Goal[];
const report = (split: GoalStatus, starts: GoalStatus): Report => ({
  goals: [
    { id: 'split', title: 'split', status: split, diagnostics: [] },
    { id: 'starts', title: 'starts', status: starts, diagnostics: [] },
  ],
  met: split === 'met' && starts === 'met',
  problems: [],
});
const statuses = (merged: { report: Report }): GoalStatus[] => merged.report.goals.map((goal) => goal.status);

describe('the checker’s answer and the build’s', () => {
  it('keeps what was said last for a moment, never “not yet” for want of a build, and never finishes', () => {
    const merged = mergeReports(report('met', 'unknown'), goals, undefined, report('unmet', 'met'), false);
    expect(statuses(merged)).toEqual(['met', 'met']);
    expect(merged.report.met).toBe(false);
    expect([...merged.waiting]).toEqual(['starts']);
  });
  it('says that it waits when the build is late, or was never there', () => {
    expect(
      statuses(mergeReports(report('met', 'unknown'), goals, undefined, report('met', 'unmet'), true)),
    ).toEqual(['met', 'unknown']);
    expect(statuses(mergeReports(report('met', 'unknown'), goals, undefined, undefined, false))).toEqual([
      'met',
      'unknown',
    ]);
  });
  it('believes the checker at once where it is sure', () => {
    const merged = mergeReports(report('met', 'unmet'), goals, undefined, report('met', 'met'), false);
    expect(statuses(merged)).toEqual(['met', 'unmet']);
    expect(merged.waiting.size).toBe(0);
  });
  it('believes the build when it is there', () => {
    const merged = mergeReports(
      report('met', 'unknown'),
      goals,
      report('met', 'met'),
      report('met', 'unmet'),
      false,
    );
    expect(statuses(merged)).toEqual(['met', 'met']);
    expect(merged.report.met).toBe(true);
  });
});
