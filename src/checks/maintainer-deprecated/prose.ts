import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  why: 'MAINTAINER can name one person and nothing else, and tools that list images do not show it. A label can be read and searched everywhere.',
  advice: 'Use LABEL org.opencontainers.image.authors="…".',
});
