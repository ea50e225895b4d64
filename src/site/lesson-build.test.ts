import { expect, test } from 'vitest';
import { runsAgain, stepsOf, whereFiles } from './lesson-build.ts';

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

test('which steps run again, as Docker 28.5.2 does: contents count, and what came out the same is not copied again', async () => {
  const text = `FROM scratch AS parts
COPY a.txt /in/
COPY b.txt /in/
FROM scratch
COPY --from=parts /in/a.txt /a.txt
`;
  const { steps, changes } = await runsAgain(text, CONTEXT, { 'a.txt': 'A', 'b.txt': 'B' });
  expect(steps.map(({ line }) => line)).toEqual([1, 2, 4]);
  expect(changes.map(({ steps: all }) => all.map(({ again }) => again))).toEqual([
    [true, true, true],
    [false, true, false],
  ]);
  expect(changes[0]?.steps.map(({ why }) => why)).toEqual([
    expect.stringContaining('It copies a.txt'),
    expect.stringContaining('A step above it'),
    expect.stringContaining('is not the same as before'),
  ]);
  expect(changes[1]?.steps[2]?.why).toContain('came out the same');
  await expect(runsAgain(text, CONTEXT, { 'a.txt': 'aaaa' })).rejects.toThrow(/with another content/);
});
