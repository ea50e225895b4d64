import type { Analysis, Dependency, Stage, StageSource } from '../dockerfile/index.ts';
import { lookupImage } from '../images/index.ts';
import type { BaseSize, StagePicture, StageTake } from './messages.ts';

/** The stages of a Dockerfile as data for a picture: which ships, which are left behind, what travels. */
export function pictureOf(analysis: Analysis): StagePicture[] {
  const target = analysis.graph.target;
  const byStage = Map.groupBy(analysis.graph.dependencies.filter(isShown), (one) => one.stage);
  return analysis.stages.map((stage) => ({
    index: stage.index,
    ...(stage.name === undefined ? {} : { name: stage.name }),
    base: baseText(analysis, stage),
    ...sizeOf(stage),
    role: stage.index === target ? 'ships' : stage.reachable ? 'left' : 'unused',
    line: stage.from.lines.start,
    takes: (byStage.get(stage.index) ?? []).map((dependency) => take(analysis, dependency)),
  }));
}

/** Size of the base image, where the table of images knows it. */
function sizeOf({ rootBase }: Stage): { size?: BaseSize } {
  if (rootBase.kind === 'scratch') return { size: { bytes: 0, estimated: false } };
  if (rootBase.kind !== 'image') return {};
  const image = lookupImage(rootBase.reference);
  if (image?.onDiskBytes === undefined) return {};
  return {
    size: { bytes: image.onDiskBytes, date: image.date, estimated: image.certainty !== 'known' },
  };
}

/** A FROM of an image is the stage's base already; only what comes from stages, and copies, are takings. */
function isShown(dependency: Dependency): boolean {
  return dependency.kind !== 'from' || dependency.source.kind === 'stage';
}

function take(analysis: Analysis, dependency: Dependency): StageTake {
  const { instruction, source } = dependency;
  const paths =
    dependency.kind === 'copy' && instruction.keyword === 'COPY'
      ? instruction.sources.map((word) => word.text)
      : [];
  return {
    kind: dependency.kind,
    ...(source.kind === 'stage' ? { stage: source.index } : {}),
    source: sourceText(analysis, source),
    paths,
    line: dependency.range.start.line,
  };
}

function baseText(analysis: Analysis, stage: Stage): string {
  return stage.base.kind === 'unresolved' ? stage.baseName : sourceText(analysis, stage.base);
}

/** What to call a source of files. */
function sourceText(analysis: Analysis, source: StageSource): string {
  switch (source.kind) {
    case 'stage':
      return analysis.stages[source.index]?.name ?? `stage ${source.index}`;
    case 'image':
      return shortReference(source.reference);
    case 'scratch':
      return 'scratch';
    case 'context':
      return source.name;
    case 'unresolved':
      return source.text;
  }
}

/** Docker Hub's own prefix says nothing to a learner. */
function shortReference(reference: string): string {
  return reference.replace(/^docker\.io\/(library\/)?/, '');
}
