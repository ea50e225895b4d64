/** Words, assignments and expansions as a shell takes them. */

import { isPlainVariable } from './kinds.ts';
import { BAD, OWN_VARIABLE, UNSET } from './own.ts';
import type { Rewriter } from './rewriter.ts';
import { rewriteStatements } from './statements.ts';
import { type Assignment, fixedText, type ScriptNode, type WordNode, type WordPart, word } from './tree.ts';

/** An assignment as the shell takes it. */
export function rewriteAssignment(shell: Rewriter, one: Assignment): Assignment {
  if (one.array && !shell.bash) shell.refuse('"(" unexpected', 'unexpected "("');
  return {
    ...one,
    name: ownVariable(shell, one.name),
    value: one.value && rewriteWord(shell, one.value),
    array: one.array?.map((item) => rewriteWord(shell, item)) ?? null,
  };
}

function ownVariable(shell: Rewriter, name: string): string {
  return isPlainVariable(shell.dialect.kind, name, shell.dialect.given) ? `${OWN_VARIABLE}${name}` : name;
}

/** A word as the shell takes it. */
export function rewriteWord(shell: Rewriter, node: WordNode): WordNode {
  return { ...node, parts: node.parts.flatMap((part) => rewritePart(shell, part)) };
}

function rewritePart(shell: Rewriter, part: WordPart): WordPart[] {
  switch (part.type) {
    case 'DoubleQuoted':
      return [{ ...part, parts: part.parts.flatMap((one) => rewritePart(shell, one)) }];
    case 'BraceExpansion':
      return shell.bash ? [part] : braces(part).flatMap((one) => rewritePart(shell, one));
    case 'ProcessSubstitution':
      if (shell.dialect.kind === 'dash') shell.refuse('"(" unexpected', '');
      return [{ ...part, body: rewriteInner(shell, part.body) }];
    case 'CommandSubstitution':
      return [{ ...part, body: rewriteInner(shell, part.body) }];
    case 'ParameterExpansion':
      return [rewriteParameter(shell, part)];
    default:
      return [part];
  }
}

/** A script within a word: its lines count from where the word stands. */
function rewriteInner(shell: Rewriter, body: ScriptNode): ScriptNode {
  const line = shell.line;
  const changed = { ...body, statements: rewriteStatements(shell, body.statements) };
  shell.line = line;
  return changed;
}

function rewriteParameter(
  shell: Rewriter,
  part: Extract<WordPart, { type: 'ParameterExpansion' }>,
): WordPart {
  const { operation } = part;
  if (part.parameter === '0' && !operation) return { type: 'SingleQuoted', value: shell.dialect.name };
  const parameter = ownVariable(shell, part.parameter);
  if (!operation) return { ...part, parameter };
  const { kind } = shell.dialect;
  const type = operation.type;
  const strange =
    type === 'Transform' ||
    type === 'Indirection' ||
    type === 'ArrayKeys' ||
    type === 'VarNamePrefix' ||
    type === 'CaseModification';
  if (kind === 'dash' && (strange || type === 'Substring' || type === 'PatternReplacement')) {
    return {
      type: 'ParameterExpansion',
      parameter: 'x',
      operation: { type: 'BadSubstitution', text: BAD },
    };
  }
  if (kind === 'ash' && strange) shell.refuse('', 'bad substitution');
  if ('word' in operation && operation.type === 'ErrorIfUnset') {
    const dash = kind === 'dash' || kind === 'ash';
    const empty = dash
      ? `parameter not set${operation.checkEmpty ? ' or null' : ''}`
      : `parameter ${operation.checkEmpty ? 'null or ' : ''}not set`;
    const own =
      operation.word && fixedText(operation.word) !== ''
        ? rewriteWord(shell, operation.word).parts
        : word(empty).parts;
    const name: WordPart = { type: 'SingleQuoted', value: `${UNSET}${part.parameter}: ` };
    return {
      ...part,
      parameter,
      operation: { ...operation, word: { type: 'Word', parts: [name, ...own] } },
    };
  }
  if ('word' in operation && operation.word)
    return {
      ...part,
      parameter,
      operation: { ...operation, word: rewriteWord(shell, operation.word) },
    } as WordPart;
  if ('pattern' in operation && operation.pattern)
    return {
      ...part,
      parameter,
      operation: { ...operation, pattern: rewriteWord(shell, operation.pattern) },
    } as WordPart;
  return { ...part, parameter };
}

/** `{a,b}` and `{1..3}` as the text that they are. */
function braces(part: Extract<WordPart, { type: 'BraceExpansion' }>): WordPart[] {
  const text = (value: string): WordPart => ({ type: 'Literal', value });
  const [first] = part.items;
  if (first?.type === 'Range') {
    const step = first.step === undefined ? '' : `..${first.step}`;
    return [text(`{${first.startStr ?? first.start}..${first.endStr ?? first.end}${step}}`)];
  }
  const parts: WordPart[] = [text('{')];
  for (const [at, item] of part.items.entries()) {
    if (at > 0) parts.push(text(','));
    if (item.type === 'Word') parts.push(...item.word.parts);
    else parts.push(...braces({ type: 'BraceExpansion', items: [item] }));
  }
  return [...parts, text('}')];
}
