import { quote } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'InvalidBaseImagePlatform',
  buildkit: true,
  severity: 'warning',
  run({ stages, globalVariables }, report) {
    for (const { from, base, platform, reachable, baseExpansion } of stages) {
      if (base.kind !== 'image' || base.facts?.platform === undefined || !reachable) continue;
      const expected = platform ?? globalVariables.get('TARGETPLATFORM') ?? '';
      const actual = base.facts.platform;
      if (withoutVariant(expected) === withoutVariant(actual)) continue;
      report({
        range: from.baseName.range,
        message: `Base image ${baseExpansion.text} was pulled with platform ${quote(actual)}, expected ${quote(expected)} for current build`,
        lines: [from.lines],
      });
    }
  },
});

function withoutVariant(platform: string): string {
  return platform.split('/').slice(0, 2).join('/');
}
