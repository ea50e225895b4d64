import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'FromAsCasing',
  buildkit: true,
  severity: 'warning',
  summary: "The 'as' keyword should match the case of the 'from' keyword",
  why: 'FROM and AS are one statement: in one case they are easy to see, in two they look like an accident.',
  advice: 'Write both in upper case: FROM image AS name.',
  run({ parsed }, report) {
    for (const { keyword, keywordText, words, lines } of parsed.nodes) {
      const as = words[1];
      if (keyword !== 'from' || words.length < 3 || as === undefined) continue;
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
