import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

/** WCAG 2.2: 4.5 to 1 for text, 3 to 1 for the edges of controls and for pictures that carry meaning. */
const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
const colours = new Map(
  [...css.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (high + 0.05) / (low + 0.05);
}

const grounds = ['paper', 'surface', 'sunken'];
const code = [
  'keyword',
  'string',
  'comment',
  'flag',
  'variable',
  'stage',
  'number',
  'function',
  'ink',
  'gutter',
];
const states = ['ok', 'warn', 'bad', 'info', 'unknown'];
/** Text colour, the grounds it stands on, least contrast. */
const pairs: [string, string[], number][] = [
  ['ink', [...grounds, 'ship-tint', 'code-bg', ...states.map((state) => `${state}-tint`)], 7],
  ['ink-soft', grounds, 4.5],
  ['accent', grounds, 4.5],
  ['accent-strong', grounds, 4.5],
  ['on-limelight', ['limelight', 'limelight-strong'], 7],
  ['left-ink', [...grounds, 'left-hatch'], 4.5],
  ...states.map((state): [string, string[], number] => [state, [...grounds, `${state}-tint`], 4.5]),
  ...code.map((kind): [string, string[], number] => [
    `code-${kind}`,
    ['code-bg', 'surface', ...(kind === 'gutter' ? [] : ['code-mark', 'code-add', 'code-remove'])],
    4.5,
  ]),
  ['line-strong', ['paper', 'surface'], 3],
  ['ship-edge', grounds, 3],
  ['left-edge', ['paper', 'surface'], 3],
  ['focus', grounds, 3],
];

describe.each(['light', 'dark'] as const)('contrast in the %s theme', (theme) => {
  test.each(pairs)('%s', (name, on, least) => {
    const low = on
      .map((ground) => ({
        ground,
        ratio: contrast(colours.get(name)?.[theme] ?? '', colours.get(ground)?.[theme] ?? ''),
      }))
      .filter(({ ratio }) => !(ratio >= least))
      .map(({ ground, ratio }) => `on ${ground}: ${ratio.toFixed(2)}`);
    expect(low).toEqual([]);
  });
});

test('every colour is a pair that this test can read', () => {
  const declared = [...css.matchAll(/--([a-z-]+): light-dark\(/g)].map(([, name]) => name);
  expect([...colours.keys()]).toEqual(declared);
});
