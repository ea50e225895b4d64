import { parseReference } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

const PLAIN = /^[a-z][a-z0-9]{0,60}$/;

export default defineCheck({
  name: 'InvalidDefaultArgInFrom',
  buildkit: true,
  severity: 'warning',
  run({ stages }, report) {
    for (const { from, defaultBaseName, base, baseExpansion } of stages) {
      // What follows a name that cannot be read, Docker does not look at either.
      if (defaultBaseName === undefined) return;
      // What was understood as an image has been looked at; a plain word is a name in any case.
      if (base.kind === 'image' && defaultBaseName === baseExpansion.text) continue;
      if (PLAIN.test(defaultBaseName) || !('error' in parseReference(defaultBaseName))) continue;
      report({
        range: from.baseName.range,
        message: `Default value for ARG ${from.baseName.text} results in empty or invalid base image name`,
        lines: [from.lines],
      });
    }
  },
});
