import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'RedundantTargetPlatform',
  buildkit: true,
  severity: 'warning',
  run({ stages, globalVariables }, report) {
    for (const { from, platformExpansion } of stages) {
      if (from.platform === undefined || platformExpansion === undefined) continue;
      const { text, used, unset } = platformExpansion;
      if (used.length !== 1 || unset.length > 0 || used[0] !== 'TARGETPLATFORM') continue;
      if (text !== globalVariables.get('TARGETPLATFORM')) continue;
      const flag = from.flags.find(({ name }) => name === 'platform');
      const range = flag?.range ?? from.platform.range;
      const sameLine = range.start.line === from.baseName.range.start.line;
      const edits = [{ range: { start: range.start, end: from.baseName.range.start }, newText: '' }];
      report({
        range,
        message: `Setting platform to predefined ${from.platform.text} in FROM is redundant as this is the default behavior`,
        lines: [from.lines],
        ...(sameLine && from.flags.length === 1 && { fix: { title: 'Delete the flag', edits } }),
      });
    }
  },
});
