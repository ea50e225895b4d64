import { expect, it } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { dockerCheck } from './docker.ts';
import { runChecks } from './index.ts';

const text = (directive: string) => `# check=${directive}\nFROM scratch AS Foo\nCMD a\nMAINTAINER x\n`;
const rules = (directive: string) => dockerCheck(analyze(text(directive))).warnings.map(({ rule }) => rule);
const error = (directive: string) => dockerCheck(analyze(text(directive))).error?.message;

// As Docker 28.5.2 answers.
it('reads no further than the first blank', () => {
  expect(rules('skip=StageNameCasing, JSONArgsRecommended')).toEqual([
    'JSONArgsRecommended',
    'MaintainerDeprecated',
  ]);
  expect(error('skip=JSONArgsRecommended ;error=true')).toBeUndefined();
  expect(error('error=true x')).toContain('lint violation found');
});

it('skips what the directive names', () => {
  expect(rules('skip=StageNameCasing')).toEqual(['JSONArgsRecommended', 'MaintainerDeprecated']);
  expect(rules('skip=StageNameCasing,JSONArgsRecommended;error=false')).toEqual(['MaintainerDeprecated']);
  expect(rules('skip=all')).toEqual([]);
});

it('stops where the directive says that findings are errors', () => {
  expect(error('skip=StageNameCasing;error=true')).toBe(
    'lint violation found for rules: JSONArgsRecommended, MaintainerDeprecated',
  );
  expect(error('skip=all;error=true')).toBeUndefined();
  const found = runChecks(analyze(text('error=true'))).filter(({ rule }) => rule === 'MaintainerDeprecated');
  expect(found.map(({ severity }) => severity)).toEqual(['error']);
});

it('refuses what it does not know', () => {
  expect(error('foo')).toBe('failed to parse check options: invalid check option "foo"');
  expect(error('skip=all;error=yes')).toBe(
    'failed to parse check options: failed to parse check option "error=yes": strconv.ParseBool: parsing "yes": invalid syntax',
  );
});
