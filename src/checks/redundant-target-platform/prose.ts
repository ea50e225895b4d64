import { defineProse } from '../define.ts';

export default defineProse({
  summary:
    'Setting platform to predefined $TARGETPLATFORM in FROM is redundant as this is the default behavior',
  why: 'FROM takes the image for the target platform anyway. The flag only makes the reader wonder what is special here.',
  advice: 'Leave --platform out.',
});
