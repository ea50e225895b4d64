import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'Base image platform does not match expected target platform',
  why: 'The image holds programs for another processor. They do not run here, or only slowly by emulation.',
  advice: 'Use an image that exists for the target platform, or build for the platform of the image.',
});
