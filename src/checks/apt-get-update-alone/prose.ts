import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'apt-get update and apt-get install belong in one RUN',
  why: 'Docker keeps the result of the update in its cache. When you add a package months later, only the install runs again, with a package list from back then, and it fails or brings old versions.',
  advice: 'Join the two: RUN apt-get update && apt-get install -y …',
});
