import { expect, test } from 'vitest';
import { checks, runChecks } from '../../checks/index.ts';
import { analyze } from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { byGain, GAIN_OF, GAINS } from './advice.ts';
import { gainableIn } from './gainable.ts';

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
test('what makes the image smaller stands in the order of its bytes', () => {
  const at = (rule: string, line: number) => ({
    rule,
    severity: 'warning' as const,
    message: rule,
    range: { start: { line, character: 0 }, end: { line, character: 1 } },
  });
  const found = [
    at('LatestTag', 0),
    at('PackageCacheInFinalImage', 1),
    at('SourcesInFinalImage', 2),
    at('WholeStageCopied', 3),
    at('DevDependenciesInFinalImage', 4),
  ];
  const bytes = new Map([
    [1, 5_000],
    [2, 90_000_000],
    [4, 90_000_000],
  ]);
  const sorted = byGain(found, ({ range }) => bytes.get(range.start.line));
  expect(sorted.map(({ problem, bytes }) => [problem.rule, bytes])).toEqual([
    ['SourcesInFinalImage', 90_000_000],
    ['DevDependenciesInFinalImage', 90_000_000],
    ['PackageCacheInFinalImage', 5_000],
    ['WholeStageCopied', undefined],
    ['LatestTag', undefined],
  ]);
});
test('a finding in FROM is as large as what the base brought, another as large as its layer', () => {
  const size = (bytes: number) => ({ bytes, certainty: 'estimated' as const });
  const layers = [
    { base: true, line: 0, size: size(900) },
    { base: false, line: 2, size: size(40) },
    { base: false, line: 5, size: size(7) },
  ];
  const bytesOf = gainableIn(
    { image: { layers } },
    'FROM golang:1.27\n\nCOPY . .\nENV A=1\n\nRUN a \\\n  b\n',
  );
  const at = (line: number) => bytesOf({ range: { start: { line, character: 0 } } });
  expect([at(0), at(2), at(3), at(5), at(6)]).toEqual([900, 40, undefined, 7, 7]);
  expect(gainableIn(undefined, 'FROM x')({ range: { start: { line: 0, character: 0 } } })).toBeUndefined();
});
