/** What a lesson may use without importing it. */
import Choice from './Choice.astro';
import ExerciseLink from './ExerciseLink.astro';
import Note from './Note.astro';
import Quiz from './Quiz.astro';
import SizeBars from './SizeBars.astro';
import StageFigure from './StageFigure.astro';
import Steps from './Steps.astro';

export const lessonComponents = { Choice, ExerciseLink, Note, Quiz, SizeBars, StageFigure, Steps };
