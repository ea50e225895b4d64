import { expect, test } from 'vitest';
import { stepsOf, whereFiles } from './lesson-build.ts';

const TWO = `FROM scratch AS parts
COPY a.txt b.txt /in/
FROM scratch
COPY --from=parts /in/a.txt /a.txt
CMD ["/a.txt"]
`;
const CONTEXT = { 'a.txt': 'aaaa', 'b.txt': 'bbbb' };

test('says of each path whether it is in the image, and where else', async () => {
  expect(await whereFiles(TWO, CONTEXT, ['/a.txt', '/in/b.txt', '/nowhere'])).toEqual([
    { path: '/a.txt', there: true, why: 'Line 4 puts it there. It comes from your own folder.' },
    { path: '/in/b.txt', there: false, why: expect.stringContaining('It is in parts, which is left behind') },
    { path: '/nowhere', there: false, why: expect.stringContaining('No line puts it there') },
  ]);
});
test('what cannot be told is the author’s mistake', async () => {
  await expect(whereFiles('FROM nobody/knows:1\n', {}, ['/x'])).rejects.toThrow(
    /nobody can tell whether \/x/,
  );
  await expect(whereFiles('FRUM x\n', {}, ['/x'])).rejects.toThrow(/does not build/);
});
test('the steps in order, with lines, files and sizes', async () => {
  expect(await stepsOf(TWO, CONTEXT)).toMatchObject([
    { from: 0, stage: 'parts', ships: false, text: 'The stage begins with nothing at all.' },
    { from: 1, paths: ['/in/a.txt', '/in/b.txt'], size: '8 B' },
    { from: 2, stage: 'the last stage', ships: true },
    { from: 3, paths: ['/a.txt'], size: '4 B' },
    { from: 4, text: expect.stringContaining('config') },
  ]);
});
