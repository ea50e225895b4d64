import { describe, expect, it } from 'vitest';
import { parseExercise } from './exercise-yaml.ts';

const VALID = `id: test
title: Test
summary: An exercise for tests
track: test
order: 1
difficulty: start
minutes: 5
goals:
  - id: split
    title: Use two stages
    expect:
      stages: { min: 2 }
      copies:
        from: { base: golang }
solutions:
  - { file: a.Dockerfile, title: One way }
  - { file: b.Dockerfile, title: Another }
mistakes:
  - { file: c.Dockerfile, title: First, unmet: [split] }
  - { file: d.Dockerfile, title: Second, unmet: [split] }
  - { file: e.Dockerfile, title: Third, unmet: [split] }
`;

const problemsOf = (text: string) => parseExercise(text).problems;

describe('parseExercise', () => {
  it('reads a valid file and fills in what may be left out', () => {
    const { exercise, problems } = parseExercise(VALID);
    expect(problems).toEqual([]);
    expect(exercise?.goals[0]?.hints).toEqual([]);
    expect(exercise?.goals[0]?.expect.copies?.to).toBe('final');
  });

  it.each([
    // broken by, line, key, words of the message
    ['titel:', 'title: Test', 'titel: Test', 2, 'titel', 'did you mean "title"'],
    ['a goal key', '    title: Use', '    titel: Use', 10, 'goals[0].titel', 'did you mean "title"'],
    ['an expectation', 'stages:', 'stage s:', 12, 'goals[0].expect.stage s', 'did you mean "stage'],
    [
      'a key inside a union',
      '{ base: golang }',
      '{ bse: golang }',
      14,
      'goals[0].expect.copies.from.bse',
      'did you mean "base"',
    ],
    ['a wrong type', 'minutes: 5', 'minutes: five', 7, 'minutes', 'expected number'],
    [
      'a wrong word',
      'difficulty: start',
      'difficulty: easy',
      6,
      'difficulty',
      '"start"|"practice"|"challenge"',
    ],
    ['a bad id', 'id: test', 'id: Go Scratch', 1, 'id', 'lower-case letters'],
    ['too few mistakes', /\n {2}- \{ file: e.*\n/, '\n', 18, 'mistakes', '>=3'],
  ])('names line and key of %s', (_, from, to, line, key, words) => {
    const problems = problemsOf(VALID.replace(from, to));
    expect(problems).toContainEqual(
      expect.objectContaining({ file: 'exercise.yaml', line, key, message: expect.stringContaining(words) }),
    );
  });

  it('names a missing key, and the line of what should hold it', () => {
    const [problem] = problemsOf(VALID.replace('    title: Use two stages\n', ''));
    expect(problem).toMatchObject({ key: 'goals[0].title', message: 'The key "title" is missing.', line: 9 });
  });

  it('says which keys may stand where an unknown one stands', () => {
    const [problem] = problemsOf(VALID.replace('{ min: 2 }', '{ least: 2 }'));
    expect(problem?.advice).toBe('Keys that may stand here: min, max, exactly.');
  });

  it.each([
    ['broken YAML', 'id: [', 'not valid YAML'],
    ['a key twice', `${VALID}title: Again\n`, 'not valid YAML'],
    ['a tab', 'id:\n\t- a', 'not valid YAML'],
    ['nothing', '', 'empty'],
    ['a list', '- a', 'expected object'],
    ['a text', 'hello', 'expected object'],
    [
      'aliases without end',
      `a: &a [x,x,x,x,x,x,x,x,x]\n${[...'bcdefgh'].map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefg'[i]}`).join(',')}]`).join('\n')}`,
      'cannot be read',
    ],
  ])('gives a problem for %s', (_, text, words) => {
    const [problem] = problemsOf(text);
    expect(problem?.message).toContain(words);
  });
});
