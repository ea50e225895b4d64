/** What a lesson may use without importing it. */
import BuildSteps from './BuildSteps.astro';
import Choice from './Choice.astro';
import ExerciseLink from './ExerciseLink.astro';
import Note from './Note.astro';
import Quiz from './Quiz.astro';
import SizeBars from './SizeBars.astro';
import StageFigure from './StageFigure.astro';
import Steps from './Steps.astro';
import TryIt from './TryIt.astro';
import WhichFiles from './WhichFiles.astro';

export const lessonComponents = {
  BuildSteps,
  Choice,
  ExerciseLink,
  Note,
  Quiz,
  SizeBars,
  StageFigure,
  Steps,
  TryIt,
  WhichFiles,
};
