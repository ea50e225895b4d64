import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'All commands within the Dockerfile should use the same casing (either upper or lower)',
  why: 'Docker takes keywords in any case, people do not: one that is written differently from the others is easily overlooked.',
  advice: 'Write every keyword in the case that most of them have.',
});
