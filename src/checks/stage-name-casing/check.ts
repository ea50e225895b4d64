import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'StageNameCasing',
  buildkit: true,
  severity: 'warning',
  run({ parsed }, report) {
    for (const { keyword, words, lines } of parsed.nodes) {
      const name = keyword === 'from' && words.length === 3 ? words[2] : undefined;
      if (name === undefined) continue;
      const lower = name.text.toLowerCase();
      if (lower === name.text) continue;
      const edits = [{ range: name.range, newText: lower }];
      report({
        range: name.range,
        message: `Stage name '${name.text}' should be lowercase`,
        lines: [lines],
        fix: { title: `Rename the stage to ${lower}`, edits },
      });
    }
  },
});
