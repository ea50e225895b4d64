import type { Instruction, Position, Range, Stage, Word } from '../../dockerfile/index.ts';
import { type LanguageDocument, stageAt } from './document.ts';
import { type Statement, statementAt, wordRange } from './statements.ts';

/** A variable as it is used: `$NAME`, `${NAME…}`. */
export interface VariableUse {
  readonly name: string;
  readonly range: Range;
}

/** The variable that holds a position; a `$` behind a backslash is no variable. */
export function variableUseAt(
  { analysis }: LanguageDocument,
  { line, character }: Position,
): VariableUse | undefined {
  const text = analysis.source.line(line);
  for (const match of text.matchAll(/\$(\{?)([A-Za-z_]\w*)/g)) {
    const start = match.index;
    let end = start + match[0].length;
    if (match[1] === '{' && text[end] === '}') end++;
    if (start > character) return undefined;
    if (character <= end && text[start - 1] !== '\\') {
      return { name: match[2] as string, range: wordRange({ line, start, end }) };
    }
  }
  return undefined;
}

/**
 * Where the variable at a position got the value that it has there: the last ENV or ARG above it in its
 * stage, in the stages below that, or for FROM and for an ARG that is declared again before the first FROM.
 */
export function variableDefinitionAt(document: LanguageDocument, position: Position): Range | undefined {
  const statement = statementAt(document.statements, position.line);
  const use = statement && variableUseAt(document, position);
  if (!use) return undefined;
  return definition(document, statement, use.name);
}

function definition(document: LanguageDocument, statement: Statement, name: string): Range | undefined {
  const { analysis } = document;
  const before = statement.lines.start;
  const isFrom = statement.keyword === 'FROM';
  if (!isFrom) {
    for (let stage = stageAt(document, before); stage; stage = stageBelow(document, stage)) {
      const found = stage.steps.filter((step) => !step.trigger && step.instruction.lines.start < before);
      for (const { instruction } of found.reverse()) {
        const key = keyIn(instruction, name);
        if (key) return key.range;
      }
    }
    // A script's own variable, or one that nothing sets.
    if (stageAt(document, before)) return undefined;
  }
  return analysis.globalArgs
    .filter((arg) => arg.lines.start < before)
    .map((arg) => keyIn(arg, name))
    .findLast((key) => key !== undefined)?.range;
}

function stageBelow({ analysis }: LanguageDocument, { base, index }: Stage): Stage | undefined {
  return base.kind === 'stage' && base.index < index ? analysis.stages[base.index] : undefined;
}

function keyIn(instruction: Instruction, name: string): Word | undefined {
  if (instruction.keyword === 'ENV') return instruction.pairs.findLast(({ key }) => key.text === name)?.key;
  if (instruction.keyword === 'ARG') return instruction.args.findLast(({ key }) => key.text === name)?.key;
  return undefined;
}
