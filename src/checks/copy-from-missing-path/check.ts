import { defineCheck } from '../define.ts';
import { hasWildcard, resolvePath } from '../paths.ts';
import { certainlyMissing } from '../stage-files.ts';
import { nameOf, stageCopies, stageLabel, stepsWith } from '../walk.ts';

export default defineCheck({
  name: 'CopyFromMissingPath',
  buildkit: false,
  severity: 'warning',
  chains: true,
  keywords: ['COPY'],
  run(analysis, report) {
    for (const { stage, step, from } of stageCopies(analysis, stepsWith(analysis, 'COPY'))) {
      const { expanded } = step;
      if (from === stage) continue;
      for (const { text, range } of expanded.sources) {
        if (hasWildcard(text)) continue;
        // BuildKit reads a source of another stage from its root, whatever the WORKDIR there.
        const path = resolvePath('/', text);
        const missing = path === undefined ? undefined : certainlyMissing(analysis, from, path);
        if (missing === undefined) continue;
        const relative = !text.startsWith('/');
        report({
          range,
          message: `No instruction of ${stageLabel(from)} makes ${path}`,
          ...(missing.instead !== undefined && {
            advice: `Did you mean ${missing.instead}?${relative ? ' A source in another stage starts at its root, not at its WORKDIR.' : ''}`,
          }),
          related: [{ range: nameOf(from).range, message: 'the stage starts here' }],
        });
      }
    }
  },
});
