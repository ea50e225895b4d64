import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'StageNameCasing',
  buildkit: true,
  severity: 'warning',
  summary: 'Stage names should be lowercase',
  why: 'Docker keeps stage names in lower case. A FROM that writes the name in another case does not find the stage and looks for an image instead.',
  advice: 'Write the stage name in lower case.',
  run({ parsed }, report) {
    for (const { keyword, words, lines } of parsed.nodes) {
      const name = words[2];
      if (keyword !== 'from' || words.length !== 3 || name === undefined) continue;
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
