import { defineCheck } from '../define.ts';
import { imageOf, WELL_KNOWN_IMAGES } from '../known-images.ts';

export default defineCheck({
  name: 'LatestTag',
  buildkit: false,
  severity: 'warning',
  run(analysis, report) {
    let seen: Set<string> | undefined;
    for (const { source, range, kind } of analysis.graph.dependencies) {
      const image = imageOf(source);
      if (image === undefined) continue;
      const { familiarName: repository, tag, digest } = image;
      // Several FROMs of one ARG need one word of advice.
      if (digest !== undefined || (tag !== undefined && tag !== 'latest')) continue;
      const written = analysis.source.slice(range);
      if (seen?.has(written) || hasOnlyLatest(repository)) continue;
      // `--from=biuld` is a stage misspelt rather than an image: MisspelledStageName and the build say so.
      if (kind !== 'from' && !/[/:]/.test(written) && !WELL_KNOWN_IMAGES.has(repository)) continue;
      seen ??= new Set();
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
