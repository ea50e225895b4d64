import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Protocol in EXPOSE instruction should be lowercase',
  why: 'The image config names protocols in lower case; in another case the line does not look like what it says.',
  advice: 'Write the protocol in lower case: EXPOSE 80/tcp.',
});
