import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'A base image should have a tag that says its version',
  why: 'Without a tag Docker takes "latest", which is another image next month: the same Dockerfile then builds something else, and nobody changed a line.',
  advice: 'Add the version that you build with today, such as alpine:3.24.',
});
