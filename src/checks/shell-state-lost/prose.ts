import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'cd and export have no effect beyond their own RUN',
  why: 'Every RUN starts a new shell. What an earlier one changed in its own memory, such as the directory or a variable, is gone; only files stay.',
  advice: 'Use WORKDIR for a directory and ENV for a variable, or join the commands with && in one RUN.',
});
