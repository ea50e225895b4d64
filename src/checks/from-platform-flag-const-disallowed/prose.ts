import { defineProse } from '../define.ts';

export default defineProse({
  summary: 'FROM --platform flag should not use a constant value',
  why: 'With a fixed platform the stage cannot be built for any other, and "docker build --platform" has no say in it.',
  advice: 'Leave the flag out, or use $BUILDPLATFORM for a stage that cross-compiles.',
});
