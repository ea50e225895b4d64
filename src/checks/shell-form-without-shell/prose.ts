import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'An image without a shell can only start commands in exec form',
  why: 'A command that is no JSON array is handed to /bin/sh. This image has no shell, so the step or the container stops with "no such file or directory".',
  advice:
    'Write the command as a JSON array, ["/app", "--flag"], or do the work in an earlier stage that has a shell.',
});
