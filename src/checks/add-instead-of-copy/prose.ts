import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Local files should be copied with COPY',
  why: 'ADD also downloads URLs and unpacks archives. For plain files it does what COPY does, so a reader has to wonder which of its powers is meant.',
  advice: 'Write COPY; keep ADD for archives that it should unpack, URLs and Git repositories.',
});
