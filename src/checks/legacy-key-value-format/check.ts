import type { KeyValue, QuickFix } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'LegacyKeyValueFormat',
  buildkit: true,
  severity: 'warning',
  summary: 'Legacy key/value format with whitespace separator should not be used',
  why: 'Without "=" everything to the end of the line is the value, so a second variable on the line silently becomes part of the first.',
  advice: 'Write key=value, with quotes around a value that has blanks.',
  run({ stages }, report) {
    for (const { steps } of stages) {
      for (const { instruction } of steps) {
        if (instruction.keyword !== 'ENV' && instruction.keyword !== 'LABEL') continue;
        const { legacy, keywordText, pairs, lines } = instruction;
        const [pair] = pairs;
        if (!legacy || pair === undefined) continue;
        report({
          range: { start: pair.key.range.start, end: pair.value.range.end },
          message: `"${keywordText} key=value" should be used instead of legacy "${keywordText} key value" format`,
          lines: [lines],
          ...withEquals(pair),
        });
      }
    }
  },
});

/** The edit, where putting quotes around the value changes nothing else. */
function withEquals({ key, value }: KeyValue): { readonly fix?: QuickFix } {
  const range = { start: key.range.start, end: value.range.end };
  if (range.start.line !== range.end.line || value.text === '' || /["'\\`]/.test(key.text + value.text))
    return {};
  const newText = `${key.text}=${/\s/.test(value.text) ? `"${value.text}"` : value.text}`;
  return { fix: { title: `Write ${newText}`, edits: [{ range, newText }] } };
}
