import { defineProse } from '../define.ts';

export default defineProse({
  summary:
    'Comment for build stage or argument should follow the format: `# <arg/stage name> <description>`. If this is not intended to be a description comment, add an empty line or comment between the instruction and the comment.',
  why: 'The comment right above a stage or an ARG is its description in "docker build --call=outline", but only if it starts with its name.',
  advice: 'Start the comment with the name, or put an empty line below it.',
});
