import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A --from that is almost the name of a stage should be that name',
  why: 'A name that is no stage is taken as an image on Docker Hub. Docker then tries to download it and fails, or fetches an image of a stranger that happens to have that name.',
  advice: 'Write the name exactly as it stands after AS.',
});
