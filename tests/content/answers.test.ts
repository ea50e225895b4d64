/**
 * Answers in the styles that people write: `answers/<exercise>/right` must meet every goal, `answers/<exercise>/wrong`
 * must leave unmet what `answers/expected.ts` says, on the line and with the words that it says. Whether the wrong ones are
 * built and start, and in which words they fail, is recorded of Docker in tests/engine/exercises, as far as stand-ins for
 * their base images can do without a network. The others, and which goals an answer leaves unmet, were checked by hand.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadExerciseFolder } from '../../src/cli/exercise-folder.ts';
import { EXERCISES } from '../../src/cli/find-exercise.ts';
import { gradeText } from '../../src/cli/grade-text.ts';
import { EXPECTED } from './answers/expected.ts';

const FOLDER = join(import.meta.dirname, 'answers');
const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.Dockerfile'))
  .map((path) => path.replaceAll('\\', '/').replace(/\.Dockerfile$/, ''))
  .sort();

async function gradeAnswer(name: string) {
  const [exercise = ''] = name.split('/');
  const loaded = loadExerciseFolder(join(EXERCISES, exercise));
  if (!loaded.ok) throw new Error(`${exercise} cannot be read`);
  const { report } = await gradeText(
    loaded.exercise,
    readFileSync(join(FOLDER, `${name}.Dockerfile`), 'utf8'),
  );
  const open = report.goals.filter(({ status }) => status !== 'met');
  const told = open.at(-1)?.diagnostics[0];
  return {
    unmet: open.map(({ id, status }) => (status === 'unknown' ? `${id}?` : id)),
    line: told && told.range.start.line + 1,
    says: told?.message,
  };
}

it('every wrong answer is expected to be wrong, and no name is left over', () => {
  expect(Object.keys(EXPECTED).filter((name) => !names.includes(name))).toEqual([]);
  expect(names.filter((name) => name.includes('/wrong/') && !(name in EXPECTED))).toEqual([]);
  for (const name of names.filter((one) => one.includes('/right/') && one in EXPECTED))
    expect(EXPECTED[name]?.unmet.every((goal) => goal.endsWith('?'))).toBe(true);
});

it('every exercise has six right ones and four wrong ones', () => {
  for (const exercise of new Set(names.map((name) => name.split('/')[0]))) {
    for (const kind of ['right', 'wrong']) {
      const count = names.filter((name) => name.startsWith(`${exercise}/${kind}/`)).length;
      expect(count, `${exercise}/${kind}`).toBeGreaterThanOrEqual(kind === 'right' ? 6 : 4);
    }
  }
});

describe('answers', () => {
  it.each(names)('%s', async (name) => {
    const given = await gradeAnswer(name);
    const expected = EXPECTED[name];
    if (!expected) {
      expect(given).toEqual({ unmet: [], line: undefined, says: undefined });
      return;
    }
    expect(given).toEqual({ ...expected, says: expect.stringContaining(expected.says) });
  });
});
