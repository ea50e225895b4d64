import type { Position, Stage } from '../../dockerfile/index.ts';
import { flagValue } from './complete-argument.ts';
import { stageNamed } from './complete-path.ts';
import { type LanguageDocument, type StageQuestion, stageAt } from './document.ts';
import { slotAt } from './slot.ts';
import { type Statement, statementAt } from './statements.ts';

/**
 * What a completion at a position should ask the simulated build: the directory of a stage that the path typed so
 * far names. Undefined where no stage's path stands there.
 */
export function stageQuestion(document: LanguageDocument, position: Position): StageQuestion | undefined {
  const slot = slotAt(document, position);
  if (slot.kind === 'argument' && (slot.statement.keyword === 'COPY' || slot.statement.keyword === 'ADD')) {
    return questionFor(document, position, flagValue(slot.statement, 'from'), slot.prefix);
  }
  if (slot.kind !== 'mount-value' || slot.options.get('type') === 'cache') return undefined;
  if (slot.key !== 'source' && slot.key !== 'src') return undefined;
  return questionFor(document, position, slot.options.get('from'), slot.prefix);
}

function questionFor(
  document: LanguageDocument,
  { line }: Position,
  from: string | undefined,
  path: string,
): StageQuestion | undefined {
  const stage = from === undefined ? undefined : stageNamed(document, from);
  const here = stageAt(document, line);
  if (!stage || !here || stage === here) return undefined;
  return {
    text: textFor(document, stage, statementAt(document.statements, line)),
    stage: stage.index,
    directory: directoryOf(path),
  };
}

/**
 * The lines up to the end of the stage: what is typed below a stage changes nothing in it, and need not be right.
 * Of a stage further down, without the statement that is being typed.
 */
function textFor({ analysis, text }: LanguageDocument, stage: Stage, typed: Statement | undefined): string {
  const lines = text.split('\n');
  if (typed) for (let line = typed.lines.start; line <= typed.lines.end; line++) lines[line] = '';
  return lines.slice(0, analysis.stages[stage.index + 1]?.from.lines.start).join('\n');
}

/** The directory that a path typed so far stands in: `/out/` of `/out/ap`. Absolute: `--from` counts from the root. */
export function directoryOf(path: string): string {
  const parts: string[] = [];
  for (const part of path.slice(0, path.lastIndexOf('/') + 1).split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}
