import type { Range, Stage } from '../../dockerfile/index.ts';
import { listImages } from '../../images/index.ts';
import type { Completion } from './complete.ts';
import { type LanguageDocument, stageAt } from './document.ts';
import { imageLines, imageSize } from './image-facts.ts';

/**
 * The stages that may be named at a line: for FROM those above, for COPY --from and mounts every other one
 * that does not itself need this stage; those above first.
 */
export function stageItems(
  document: LanguageDocument,
  range: Range,
  line: number,
  use: 'from' | 'copy',
): Completion[] {
  const { stages } = document.analysis;
  const here = use === 'from' ? undefined : stageAt(document, line);
  const above = stages.filter((stage) => stage.from.lines.end < line && stage !== here);
  const below = here
    ? stages.filter((stage) => stage.from.lines.start > line && !needs(document, stage, here))
    : [];
  return [...above, ...below]
    .filter((stage) => use === 'copy' || stage.name !== undefined)
    .map((stage) => stageItem(stage, range));
}

function stageItem(stage: Stage, range: Range): Completion {
  const name = stage.name ?? String(stage.index);
  return {
    label: name,
    kind: 'stage',
    insert: name,
    range,
    detail: `stage, line ${stage.from.lines.start + 1}: FROM ${stage.baseName}`,
  };
}

/** Whether `stage` needs `other`, over however many steps. */
function needs({ analysis }: LanguageDocument, stage: Stage, other: Stage): boolean {
  const seen = new Set<number>();
  const open = [stage.index];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === other.index) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    for (const { stage: user, source } of analysis.graph.dependencies) {
      if (user === at && source.kind === 'stage') open.push(source.index);
    }
  }
  return false;
}

/** The base images whose facts are known, with their sizes and the day of the facts. */
export function imageItems(range: Range): Completion[] {
  return listImages()
    .map((image) => ({ ...image, reference: image.reference.replace(/:latest$/, '') }))
    .filter(({ reference }, at, all) => all.findIndex((one) => one.reference === reference) === at)
    .map((image) => {
      const size = image.reference === 'scratch' ? '0 B' : imageSize(image);
      return {
        label: image.reference,
        kind: 'image',
        insert: image.reference,
        range,
        detail: [size, image.reference === 'scratch' ? 'empty' : image.date].filter(Boolean).join(', '),
        documentation: (imageLines(image.reference) ?? []).join('\n\n'),
      };
    });
}
