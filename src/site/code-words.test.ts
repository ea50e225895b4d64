import { expect, it } from 'vitest';
import { keepWords } from './code-words.ts';

it('keeps words with hyphens whole, and lets long ones break', () => {
  expect(keepWords('npm ci --omit=dev')).toBe('npm ci <span class="keep">--omit=dev</span>');
  expect(keepWords('package.json')).toBe('package.json');
  const long = 'a-'.repeat(20);
  expect(keepWords(long)).toBe(long);
  expect(keepWords(`&lt;${'a-'.repeat(14)}`)).toContain('class="keep"');
});
