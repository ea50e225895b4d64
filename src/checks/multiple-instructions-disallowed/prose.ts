import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Multiple instructions of the same type should not be used in the same stage',
  why: 'An image has one command, one entrypoint and one health check. Of several in a stage the last one counts; this one does nothing.',
  advice: 'Keep the one you mean, and delete the other.',
});
