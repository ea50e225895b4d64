import { defineCheck } from '../define.ts';

const RESERVED = new Set(['context', 'scratch']);

export default defineCheck({
  name: 'ReservedStageName',
  buildkit: true,
  severity: 'warning',
  summary: 'Reserved words should not be used as stage names',
  why: '"scratch" is the empty image and "context" the build context. A stage of that name hides them, or cannot be used at all.',
  advice: 'Give the stage a name that says what it does: build, test, assets.',
  run({ stages }, report) {
    for (const { name, from } of stages) {
      if (name === undefined || !RESERVED.has(name)) continue;
      report({
        range: from.stageName?.range ?? from.baseName.range,
        message: `Stage name should not use the same name as reserved stage "${name}"`,
        lines: [from.lines],
      });
    }
  },
});
