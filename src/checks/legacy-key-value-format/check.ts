import type { KeyValue, QuickFix } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'LegacyKeyValueFormat',
  buildkit: true,
  severity: 'warning',
  keywords: ['ENV', 'LABEL'],
  run(analysis, report) {
    for (const keyword of ['ENV', 'LABEL'] as const) {
      for (const { step } of stepsWith(analysis, keyword)) {
        const { legacy, keywordText, pairs, lines } = step.instruction;
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
  return { fix: replacing(range, newText) };
}
