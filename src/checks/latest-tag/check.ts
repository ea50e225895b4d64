import { parseReference } from '../../images/reference.ts';
import { defineCheck } from '../define.ts';
import { WELL_KNOWN_IMAGES } from '../known-images.ts';

export default defineCheck({
  name: 'LatestTag',
  buildkit: false,
  severity: 'warning',
  summary: 'A base image should have a tag that says its version',
  why: 'Without a tag Docker takes "latest", which is another image next month: the same Dockerfile then builds something else, and nobody changed a line.',
  advice: 'Add the version that you build with today, such as alpine:3.24.',
  run(analysis, report) {
    const seen = new Set<string>();
    for (const { source, range, kind } of analysis.graph.dependencies) {
      if (source.kind !== 'image') continue;
      const { repository, tag, digest } = parseReference(source.reference);
      const written = analysis.source.slice(range);
      // Several FROMs of one ARG need one word of advice.
      if (digest !== undefined || (tag !== undefined && tag !== 'latest') || seen.has(written)) continue;
      if (hasOnlyLatest(repository) || source.reference.includes('$')) continue;
      // `--from=biuld` is a stage misspelt rather than an image: MisspelledStageName and the build say so.
      if (kind !== 'from' && !/[/:]/.test(written) && !WELL_KNOWN_IMAGES.has(repository)) continue;
      seen.add(written);
      report({
        range,
        message:
          tag === undefined && !written.includes('latest')
            ? `"${written}" has no tag, so Docker takes ${repository}:latest`
            : `"${written}" is whatever version is newest on the day of the build`,
      });
    }
  },
});

/** Publishers whose free images carry their version in the name, or have no version tags at all. */
function hasOnlyLatest(repository: string): boolean {
  return repository.startsWith('gcr.io/distroless/') || repository.startsWith('cgr.dev/chainguard/');
}
