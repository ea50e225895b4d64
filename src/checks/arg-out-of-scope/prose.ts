import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A stage should declare the build arguments that its commands use',
  why: 'An ARG belongs to the stage that declares it. One before the first FROM is visible in FROM lines alone. Elsewhere the variable is empty, and the shell does not complain.',
  advice: 'Add ARG with the name alone to this stage, above the line; it takes over the value.',
});
