/** What a lesson may use without importing it. */
import InlineCode from '../site/InlineCode.astro';
import BuildSteps from './BuildSteps.astro';
import Choice from './Choice.astro';
import ExerciseLink from './ExerciseLink.astro';
import Note from './Note.astro';
import Quiz from './Quiz.astro';
import RunsAgain from './RunsAgain.astro';
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
  RunsAgain,
  SizeBars,
  StageFigure,
  Steps,
  TryIt,
  WhichFiles,
  code: InlineCode,
};
