import { defineCheck } from '../define.ts';
import { secretValues } from '../secret-shapes.ts';

export default defineCheck({
  name: 'SecretValueInDockerfile',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    const { source, parsed } = analysis;
    for (const { index, text } of secretValues(source.text)) {
      const start = source.positionAt(index);
      if (parsed.comments.some(({ range }) => range.start.line === start.line)) continue;
      const range = { start, end: source.positionAt(index + text.length) };
      report({
        range,
        message: `This looks like ${text.includes('@') ? 'an address with a password in it' : 'a secret'}; it stays in the history of the image`,
      });
    }
  },
});
