import type { ExerciseFolder } from './exercise-folder.ts';
import type { Failure } from './prove-exercise.ts';

/**
 * Hints that give the answer away too early: any but the last of its list that holds a whole line of a
 * solution which the start lacks. Blanks and case do not count; comments and lines of a single word
 * ("fi", "EOF") are no answer.
 */
export function revealingHints(exercise: ExerciseFolder): Failure[] {
  const given = new Set(answerLines(exercise.start));
  const answers = new Map<string, string>();
  for (const { file, text } of exercise.solutions) {
    for (const line of answerLines(text)) if (!given.has(line)) answers.set(line, file);
  }
  const { goals, hints } = exercise.exercise;
  const lists = [
    ...goals.map((goal) => ({ of: `goal "${goal.id}"`, hints: goal.hints })),
    { of: 'the exercise', hints },
  ];
  return lists.flatMap((list) =>
    list.hints.slice(0, -1).flatMap((hint, at) => {
      const text = normal(hint);
      const revealed = [...answers].find(([line]) => holds(text, line));
      if (revealed === undefined) return [];
      const [line, file] = revealed;
      const message = `Hint ${at + 1} of ${list.of} holds a line of solutions/${file} before the last hint: "${line}".`;
      return [{ file: 'exercise.yaml', message }];
    }),
  );
}

function answerLines(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .map((line) => normal(line.replace(/\\\s*$/, '')))
    .filter((line) => line.includes(' '));
}

function normal(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** Whether a text holds a line as a whole: "user app" is not in "user apple". */
function holds(text: string, line: string): boolean {
  for (let at = text.indexOf(line); at !== -1; at = text.indexOf(line, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + line.length] ?? ' ';
    if (!isWord(before) && !isWord(after)) return true;
  }
  return false;
}

function isWord(character: string): boolean {
  return /[\p{L}\p{N}_/-]/u.test(character);
}
