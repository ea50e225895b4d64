import { quote } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

export default defineCheck({
  name: 'FromPlatformFlagConstDisallowed',
  buildkit: true,
  severity: 'warning',
  run({ stages }, report) {
    for (const { name, from, platform, platformExpansion } of stages) {
      if (from.platform === undefined || platform === undefined || platformExpansion === undefined) continue;
      if (platformExpansion.used.length > 0 || platformExpansion.unset.length > 0) continue;
      // A stage that is named after its platform has it on purpose.
      const [os = '', architecture = ''] = platform.split('/');
      if (name?.includes(os) || name?.includes(architecture)) continue;
      report({
        range: from.platform.range,
        message: `FROM --platform flag should not use constant value ${quote(platformExpansion.text)}`,
        lines: [from.lines],
      });
    }
  },
});
