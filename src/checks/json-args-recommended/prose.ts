import { defineProse } from '../define.ts';

export default defineProse({
  summary:
    'JSON arguments recommended for ENTRYPOINT/CMD to prevent unintended behavior related to OS signals',
  why: 'Written as plain text, the command runs inside a shell. The shell is then process 1: it gets the signal of "docker stop" and does not pass it on, so your program is killed after ten seconds instead of ending cleanly.',
  advice: 'Write the command as a JSON array: CMD ["program", "argument"].',
});
