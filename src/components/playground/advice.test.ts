import { expect, test } from 'vitest';
import { checks, runChecks } from '../../checks/index.ts';
import { analyze } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { byGain, GAIN_OF, GAINS } from './advice.ts';

test('every check has its gain, and no gain names a check that is gone', () => {
  expect(Object.keys(GAIN_OF).sort()).toEqual(checks.map(({ name }) => name).sort());
  for (const { gain } of GAINS.filter(({ gain }) => gain !== 'builds'))
    expect(Object.values(GAIN_OF), gain).toContain(gain);
});
test('what stops the build comes first, taste last, each in the order of the text', () => {
  const analysis = analyze(
    `from golang:1.27
ENV API_TOKEN=x
COPY . .
RUN go build -o /app .
FRUM x
`,
    { lookupImage },
  );
  const gains = byGain([...analysis.diagnostics, ...runChecks(analysis)]).map(({ gain }) => gain);
  const order = GAINS.map(({ gain }) => gain);
  expect(gains[0]).toBe('builds');
  expect(gains).toContain('secrets');
  expect(gains.at(-1)).toBe('clarity');
  expect(gains.map((gain) => order.indexOf(gain))).toEqual(
    gains.map((gain) => order.indexOf(gain)).sort((a, b) => a - b),
  );
});
