import { parseReference } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'InvalidDefaultArgInFrom',
  buildkit: true,
  severity: 'warning',
  summary: 'Default value for global ARG results in an empty or invalid base image name',
  why: 'Without --build-arg the line names no image, so a plain "docker build" fails.',
  advice: 'Give the ARG above the first FROM a default with which the build works.',
  run({ stages }, report) {
    for (const { from, defaultBaseName } of stages) {
      // What follows a name that cannot be read, Docker does not look at either.
      if (defaultBaseName === undefined) return;
      if (!('error' in parseReference(defaultBaseName))) continue;
      report({
        range: from.baseName.range,
        message: `Default value for ARG ${from.baseName.text} results in empty or invalid base image name`,
        lines: [from.lines],
      });
    }
  },
});
