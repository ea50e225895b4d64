import { defineCheck } from '../define.ts';
import { closest } from '../distance.ts';
import { replacing } from '../fix.ts';
import { WELL_KNOWN_IMAGES } from '../known-images.ts';
import { nameOf } from '../walk.ts';

/** A name is compared with every stage's; with thousands of both it would take minutes. */
const MOST_COMPARISONS = 20_000;

export default defineCheck({
  name: 'MisspelledStageName',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    let left = MOST_COMPARISONS;
    for (const { source, stage: index, kind, range, instruction } of analysis.graph.dependencies) {
      if (source.kind !== 'image') continue;
      // A tag, a digest or a path says that an image is meant.
      if (/[^\w-]/.test(source.reference)) continue;
      const written = analysis.source.slice(range);
      if (!/^[\w-]+$/.test(written) || WELL_KNOWN_IMAGES.has(written.toLowerCase())) continue;
      left -= analysis.stages.length;
      if (left < 0) return;
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
        fix: replacing(range, name, `Use the stage "${name}"`),
        related: [{ range: nameOf(meant).range, message: 'the stage is named here' }],
      });
    }
  },
});
