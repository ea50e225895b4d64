import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Every stage should be needed by the final image or be a target of its own',
  why: 'Docker builds only the stages that the final one needs. A stage that nothing refers to is skipped without a word, so a mistake in it, or a test that was meant to run in it, is never seen.',
  advice: 'Refer to the stage with FROM or COPY --from, build it by its name with --target, or delete it.',
});
