import type { Exercise } from '../../grading/schema.ts';

/** An exercise without goals: all that the engine has to say is about the text. Its id is that of the draft. */
export const NO_GOALS: Exercise = {
  id: 'playground',
  title: 'Playground',
  summary: 'A Dockerfile without goals.',
  track: 'playground',
  order: 1,
  difficulty: 'start',
  minutes: 1,
  editable: ['.dockerignore'],
  goals: [],
  hints: [],
  solutions: [],
  mistakes: [],
};
