import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Reserved words should not be used as stage names',
  why: '"scratch" is the empty image and "context" the build context. A stage of that name hides them, or cannot be used at all.',
  advice: 'Give the stage a name that says what it does: build, test, assets.',
});
