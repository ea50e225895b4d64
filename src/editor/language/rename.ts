import {
  type Analysis,
  analyze,
  type Position,
  type Range,
  type StageSource,
  type TextEdit,
} from '../../dockerfile/index.ts';
import { lookupImage } from '../../images/index.ts';
import { applyEdits } from '../apply-edits.ts';
import type { LanguageDocument } from './document.ts';
import { stageUseAt, usesAt } from './stage-uses.ts';

/** What a rename changes, or why it cannot be. */
export type Rename =
  | {
      readonly edits: readonly TextEdit[];
      /** The new `--target`, where the build names the stage by its old name. */
      readonly target?: string;
    }
  | { readonly refused: string };

const NAME = /^[a-z][a-z0-9_.-]*$/;

/** The name that a rename at this position would change, with where it stands; or why there is none. */
export function renameAt(
  document: LanguageDocument,
  position: Position,
): { readonly range: Range; readonly name: string } | { readonly refused: string } {
  const use = stageUseAt(document, position);
  if (!use) return { refused: 'Only stages can be renamed here: put the cursor on a stage’s name.' };
  const { stage } = use;
  if (!stage.from.stageName || stage.name === undefined) {
    return {
      refused: `This stage has no name yet: write AS and a name behind the FROM in line ${stage.from.lines.start + 1}.`,
    };
  }
  if (use.text.toLowerCase() !== stage.name) {
    return {
      refused: `The stage is named ${stage.name}; here it stands as ${use.text}. Rename it where its name is written.`,
    };
  }
  return { range: use.range, name: use.text };
}

/**
 * Renames the stage at a position in FROM, COPY --from and mounts, in the global ARG that holds its name,
 * and in the comment that describes it. The result is read again: where the stages would not depend on
 * each other exactly as before, nothing is changed and `refused` says why.
 */
export function rename(document: LanguageDocument, position: Position, newName: string): Rename {
  const place = renameAt(document, position);
  if ('refused' in place) return place;
  const stage = (stageUseAt(document, position) as NonNullable<ReturnType<typeof stageUseAt>>).stage;
  const name = stage.name as string;
  const trimmed = newName.trim();
  const stored = trimmed.toLowerCase();
  const { analysis, world, text } = document;
  if (!NAME.test(stored)) {
    return { refused: 'A stage’s name starts with a letter; letters, digits, - _ and . may follow.' };
  }
  if (analysis.stages.some((other) => other !== stage && other.name === stored)) {
    return { refused: `There is a stage ${stored} already.` };
  }
  const isTarget = analysis.options.target?.toLowerCase() === name;
  if (isTarget && world.targetIsFixed) {
    return {
      refused: `The build asks for the stage ${name} by its name (--target ${name}), so it must keep it.`,
    };
  }
  const edits: TextEdit[] = usesAt(document, position)
    .filter((use) => use.text.toLowerCase() === name)
    .map(({ range }) => ({ range, newText: trimmed }));
  edits.push(
    ...argumentEdits(analysis, name, trimmed),
    ...commentEdits(document, stage.from.lines.start, name, trimmed),
  );

  const after = analyze(applyEdits(text, edits), {
    ...world.options,
    lookupImage,
    ...(isTarget ? { target: trimmed } : {}),
  });
  const difference = differs(analysis, after);
  if (difference !== undefined) return { refused: difference };
  return { edits, ...(isTarget ? { target: trimmed } : {}) };
}

/** `ARG BASE=build` before the first FROM, where a FROM takes the stage through it. */
function argumentEdits(analysis: Analysis, name: string, newName: string): TextEdit[] {
  const used = new Set(
    analysis.stages
      .filter(({ base }) => base.kind === 'stage' && analysis.stages[base.index]?.name === name)
      .flatMap(({ baseExpansion }) => baseExpansion.used),
  );
  return analysis.globalArgs.flatMap((arg) =>
    arg.args
      .filter(({ key, value }) => used.has(key.text) && value?.text === name)
      .map(({ value }) => ({ range: (value as { range: Range }).range, newText: newName })),
  );
}

/** `# build: compiles the server` above FROM: Docker shows it beside the stage's name. */
function commentEdits(
  { analysis }: LanguageDocument,
  fromLine: number,
  name: string,
  newName: string,
): TextEdit[] {
  const comment = analysis.parsed.comments.find(({ range }) => range.start.line === fromLine - 1);
  if (!comment) return [];
  const { line } = comment.range.start;
  const text = analysis.source.line(line);
  const match = /^\s*#\s*/.exec(text);
  const start = match?.[0].length ?? 0;
  const end = start + name.length;
  if (text.slice(start, end).toLowerCase() !== name || !/^[\s:]/.test(text.slice(end))) return [];
  return [{ range: { start: { line, character: start }, end: { line, character: end } }, newText: newName }];
}

/** Why two readings are not the same build under other names; undefined where they are. */
function differs(before: Analysis, after: Analysis): string | undefined {
  const changed = 'The name cannot be changed everywhere';
  if (before.stages.length !== after.stages.length) return `${changed}: the stages would not be the same.`;
  const dependencies = after.graph.dependencies;
  for (const [at, one] of before.graph.dependencies.entries()) {
    const other = dependencies[at];
    if (!other || !sameSource(one.source, other.source) || one.stage !== other.stage) {
      return `${changed}: line ${one.instruction.lines.start + 1} would no longer take its files from the same place.`;
    }
  }
  if (dependencies.length !== before.graph.dependencies.length)
    return `${changed}: a line would take files from the stage that does not now.`;
  if (before.graph.target !== after.graph.target) return `${changed}: another stage would be built.`;
  if (after.diagnostics.length > before.diagnostics.length) {
    return `${changed}: Docker would say “${after.diagnostics.find(({ message }) => !before.diagnostics.some((one) => one.message === message))?.message}”.`;
  }
  return undefined;
}

function sameSource(a: StageSource, b: StageSource): boolean {
  if (a.kind === 'stage') return b.kind === 'stage' && a.index === b.index;
  if (a.kind === 'image') return b.kind === 'image' && a.reference === b.reference;
  if (a.kind === 'context') return b.kind === 'context' && a.name === b.name;
  return a.kind === b.kind;
}
