import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'FromAsCasing',
  buildkit: true,
  severity: 'warning',
  run({ parsed }, report) {
    for (const node of parsed.nodes) {
      if (node.keyword !== 'from' || node.words.length < 3) continue;
      const { keywordText, words, lines } = node;
      const as = words[1];
      if (as === undefined) continue;
      // FROM in mixed case is the business of another rule.
      const expected =
        keywordText === keywordText.toLowerCase() ? as.text.toLowerCase() : as.text.toUpperCase();
      const mixed = keywordText !== keywordText.toLowerCase() && keywordText !== keywordText.toUpperCase();
      if (mixed || as.text === expected) continue;
      const edits = [{ range: as.range, newText: expected }];
      const fixable = as.text.toLowerCase() === 'as';
      report({
        range: as.range,
        message: `'${as.text}' and '${keywordText}' keywords' casing do not match`,
        lines: [lines],
        ...(fixable && { fix: { title: `Write ${expected}`, edits } }),
      });
    }
  },
});
