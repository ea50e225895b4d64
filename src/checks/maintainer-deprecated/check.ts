import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'MaintainerDeprecated',
  buildkit: true,
  severity: 'warning',
  summary: 'The MAINTAINER instruction is deprecated, use a label instead to define an image author',
  why: 'MAINTAINER can name one person and nothing else, and tools that list images do not show it. A label can be read and searched everywhere.',
  advice: 'Use LABEL org.opencontainers.image.authors="…".',
  run({ parsed }, report) {
    for (const { keyword, keywordRange, words, range, lines } of parsed.nodes) {
      if (keyword !== 'maintainer') continue;
      const author = words[0]?.text ?? '';
      const newText = `LABEL org.opencontainers.image.authors="${author}"`;
      const fixable = author !== '' && !/["$\\`]/.test(author) && lines.start === lines.end;
      report({
        range: keywordRange,
        message: 'Maintainer instruction is deprecated in favor of using label',
        lines: [lines],
        ...(fixable && { fix: { title: 'Write it as a label', edits: [{ range, newText }] } }),
      });
    }
  },
});
