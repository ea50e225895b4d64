import { defineCheck } from '../define.ts';
import { hasWildcard, resolvePath } from '../paths.ts';
import { certainlyMissing } from '../stage-files.ts';
import { stageLabel } from '../walk.ts';

export default defineCheck({
  name: 'CopyFromMissingPath',
  buildkit: false,
  severity: 'warning',
  summary: 'COPY --from should copy a path that the stage has',
  why: 'No instruction of that stage makes this path or writes near it, so the build will stop here with "not found".',
  advice:
    'Look at what the stage builds and where: WORKDIR, the destination of its COPY, and the -o of its compiler decide the path.',
  run(analysis, report) {
    for (const stage of analysis.stages) {
      for (const step of stage.steps) {
        const { expanded, dependencies } = step;
        const source = dependencies[0]?.source;
        if (expanded.keyword !== 'COPY' || source?.kind !== 'stage' || source.index === stage.index) continue;
        const from = analysis.stages[source.index];
        if (from === undefined) continue;
        for (const word of expanded.sources) {
          if (hasWildcard(word.text)) continue;
          // BuildKit reads a source of another stage from its root, whatever the WORKDIR there.
          const path = resolvePath('/', word.text);
          const missing = path === undefined ? undefined : certainlyMissing(analysis, from, path);
          if (missing === undefined) continue;
          const relative = !word.text.startsWith('/');
          report({
            range: word.range,
            message: `No instruction of ${stageLabel(from)} makes ${path}`,
            ...(missing.instead !== undefined && {
              advice: `Did you mean ${missing.instead}?${relative ? ' A source in another stage starts at its root, not at its WORKDIR.' : ''}`,
            }),
            related: [
              { range: (from.from.stageName ?? from.from.baseName).range, message: 'the stage starts here' },
            ],
          });
        }
      }
    }
  },
});
