import type { Stage, Word } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { closest } from '../distance.ts';
import { WELL_KNOWN_IMAGES } from '../known-images.ts';

export default defineCheck({
  name: 'MisspelledStageName',
  buildkit: false,
  severity: 'warning',
  summary: 'A --from that is almost the name of a stage should be that name',
  why: 'A name that is no stage is taken as an image on Docker Hub. Docker then tries to download it and fails, or fetches an image of a stranger that happens to have that name.',
  advice: 'Write the name exactly as it stands after AS.',
  run(analysis, report) {
    for (const { source, stage: index, kind, range, instruction } of analysis.graph.dependencies) {
      if (source.kind !== 'image') continue;
      const written = analysis.source.slice(range);
      // A tag, a digest or a path says that an image is meant.
      if (!/^[\w-]+$/.test(written) || WELL_KNOWN_IMAGES.has(written.toLowerCase())) continue;
      const others = analysis.stages.filter((stage) => stage.index !== index && stage.name !== undefined);
      const earlier = kind === 'from' ? others.filter((stage) => stage.index < index) : others;
      const name = closest(
        written.toLowerCase(),
        earlier.map((stage) => stage.name as string),
      );
      const meant = earlier.find((stage) => stage.name === name);
      if (meant === undefined || name === undefined) continue;
      const place = instruction.keyword === 'RUN' ? 'The mount' : instruction.keyword;
      report({
        range,
        message: `${place} takes its files from the image "${written}", which is almost the stage "${name}"`,
        advice: `Did you mean the stage "${name}"?`,
        fix: { title: `Use the stage "${name}"`, edits: [{ range, newText: name }] },
        related: [{ range: nameOf(meant).range, message: 'the stage is named here' }],
      });
    }
  },
});

function nameOf(stage: Stage): Word {
  return stage.from.stageName ?? stage.from.baseName;
}
