import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';

export default defineCheck({
  name: 'MaintainerDeprecated',
  buildkit: true,
  severity: 'warning',
  run({ parsed }, report) {
    for (const node of parsed.nodes) {
      if (node.keyword !== 'maintainer') continue;
      const { keywordRange, words, range, lines } = node;
      const author = words[0]?.text ?? '';
      const newText = `LABEL org.opencontainers.image.authors="${author}"`;
      const fixable = author !== '' && !/["$\\`]/.test(author) && lines.start === lines.end;
      report({
        range: keywordRange,
        message: 'Maintainer instruction is deprecated in favor of using label',
        lines: [lines],
        ...(fixable && { fix: replacing(range, newText, 'Write it as a label') }),
      });
    }
  },
});
