import type { Position, Range, Stage } from '../../dockerfile/index.ts';
import type { LanguageDocument } from './document.ts';
import { contains, sameRange } from './ranges.ts';
import { variableDefinitionAt } from './variable-uses.ts';

/** One place that names a stage. */
export interface StageUse {
  readonly stage: Stage;
  readonly range: Range;
  /** `name`: after AS. The others as in `Dependency`: FROM, COPY --from, a mount's from. */
  readonly kind: 'name' | 'from' | 'copy' | 'mount';
  /** The word as written: a name, a number, or a variable that comes to it. */
  readonly text: string;
}

/**
 * Every place that names a stage, resolved as Docker resolves it: `--from=build` in a file without such a
 * stage is an image and not here, nor is a word that merely looks alike. In the order of the text.
 */
export function stageUses({ analysis }: LanguageDocument): StageUse[] {
  const { stages, graph, source } = analysis;
  const uses: StageUse[] = [];
  for (const stage of stages) {
    const name = stage.from.stageName;
    if (name) uses.push({ stage, range: name.range, kind: 'name', text: name.text });
  }
  for (const { source: from, range, kind } of graph.dependencies) {
    const stage = from.kind === 'stage' ? stages[from.index] : undefined;
    // A trigger of ONBUILD stands where FROM does: one place is one use.
    if (!stage || uses.some((use) => sameRange(use.range, range))) continue;
    uses.push({ stage, range, kind, text: source.slice(range) });
  }
  return uses.sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

/** The stage that the word at a position names, with that word. */
export function stageUseAt(document: LanguageDocument, position: Position): StageUse | undefined {
  return stageUses(document).find(({ range }) => contains(range, position));
}

/**
 * The place where what stands at a position is defined: a stage's name, or its FROM where it has none; the ENV
 * or ARG that gave a variable its value.
 */
export function definitionAt(document: LanguageDocument, position: Position): Range | undefined {
  const use = stageUseAt(document, position);
  // FROM $BASE: the variable says more about the word than the stage that it comes to.
  if (!use || use.text.includes('$')) return variableDefinitionAt(document, position);
  return use.stage.from.stageName?.range ?? use.stage.from.keywordRange;
}

/** All places that name the stage at a position; empty where there is none. */
export function usesAt(document: LanguageDocument, position: Position): StageUse[] {
  const use = stageUseAt(document, position);
  return use ? stageUses(document).filter(({ stage }) => stage === use.stage) : [];
}
