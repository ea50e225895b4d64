/** Words, assignments and expansions as a shell takes them. */

import { rewriteArithmetic } from './arithmetic.ts';
import { JOB } from './jobs.ts';
import { isPlainVariable } from './kinds.ts';
import { OWN_VARIABLE, UNSET, ZERO } from './own.ts';
import type { Rewriter } from './rewriter.ts';
import { rewriteStatements } from './statements.ts';
import { deeper, markedPrefix } from './trace.ts';
import {
  type Assignment,
  fatal,
  fixedText,
  type ScriptNode,
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  variable,
  type WordNode,
  type WordPart,
  word,
} from './tree.ts';

/** An assignment as the shell takes it. */
export function rewriteAssignment(shell: Rewriter, one: Assignment): Assignment {
  if (one.array && !shell.bash) shell.refuse('"(" unexpected', 'unexpected "("');
  const value = one.value && rewriteWord(shell, one.value, true);
  return {
    ...one,
    name: ownVariable(shell, one.name),
    value: value && one.name === 'PS4' && shell.mayTrace ? markedPrefix(value) : value,
    array: one.array?.map((item) => rewriteWord(shell, item)) ?? null,
  };
}

function ownVariable(shell: Rewriter, name: string): string {
  return isPlainVariable(shell.dialect.kind, name, shell.dialect.given) ? `${OWN_VARIABLE}${name}` : name;
}

/**
 * A word as the shell takes it.
 * @param isValue whether it is what a variable is set to, where `~` counts behind `:` too
 */
export function rewriteWord(shell: Rewriter, node: WordNode, isValue = false): WordNode {
  return {
    ...node,
    parts: node.parts.flatMap((part, at) =>
      part.type === 'TildeExpansion' ? tilde(shell, part, at === 0 || isValue) : rewritePart(shell, part),
    ),
  };
}

/** A pattern of `case`: the interpreter knows `[^…]` there, and not `[!…]`. */
export function rewritePattern(shell: Rewriter, node: WordNode): WordNode {
  const { parts, ...rest } = rewriteWord(shell, node);
  return {
    ...rest,
    parts: parts.map((part) =>
      part.type === 'Glob' ? { ...part, pattern: part.pattern.replace(/\[!(?=[^\]])/g, '[^') } : part,
    ),
  };
}

/** `~` and `~NAME`: nobody but root is known to the interpreter. */
function tilde(
  shell: Rewriter,
  part: Extract<WordPart, { type: 'TildeExpansion' }>,
  isExpanded: boolean,
): WordPart[] {
  const { user } = part;
  if (!isExpanded) return [{ type: 'Literal', value: `~${user ?? ''}` }];
  if (user === null || /^[-+]/.test(user)) return [part];
  const body: ScriptNode = { type: 'Script', statements: [statement([shell.own('home', [word(user)])])] };
  return [{ type: 'DoubleQuoted', parts: [{ type: 'CommandSubstitution', body, legacy: false }] }];
}

function rewritePart(shell: Rewriter, part: WordPart): WordPart[] {
  switch (part.type) {
    case 'DoubleQuoted':
      return [{ ...part, parts: unlikeOne(part.parts.flatMap((one) => rewritePart(shell, one))) }];
    case 'BraceExpansion':
      return shell.bash ? [part] : braces(part).flatMap((one) => rewritePart(shell, one));
    case 'ProcessSubstitution':
      if (shell.dialect.kind === 'dash') shell.refuse('"(" unexpected', '');
      if (part.direction === 'output')
        shell.facts.beyond.push('what >( ) does beside the command is not followed');
      return [{ ...part, body: rewriteInner(shell, part.body) }];
    case 'CommandSubstitution':
      return [{ ...part, body: rewriteInner(shell, part.body) }];
    case 'ParameterExpansion':
      return [rewriteParameter(shell, part)];
    case 'ArithmeticExpansion':
      return [rewriteArithmetic(shell, part)];
    default:
      return [part];
  }
}

/** With `set -u`, the interpreter misses `"${A:-x}"` where it stands alone between quotes. */
function unlikeOne(parts: WordPart[]): WordPart[] {
  const [only] = parts;
  const isOne =
    parts.length === 1 &&
    only?.type === 'ParameterExpansion' &&
    only.operation !== null &&
    /^(DefaultValue|AssignDefault|UseAlternative)$/.test(only.operation.type);
  return isOne && !/^[@*]|\[[@*]\]$/.test(only.parameter) ? [{ type: 'Literal', value: '' }, only] : parts;
}

/** A script within a word: its lines count from where the word stands. */
function rewriteInner(shell: Rewriter, body: ScriptNode): ScriptNode {
  const { line, breaks } = shell;
  shell.nesting += 1;
  shell.subshells += 1;
  const inner = isFileRead(shell, body) ? body.statements : rewriteStatements(shell, body.statements);
  const free = shell.mayExit && shell.dialect.kind !== 'dash' && inner.length > 1;
  const statements = deeper(shell, free ? [statement([withoutExit()]), ...inner] : inner);
  shell.nesting -= 1;
  shell.subshells -= 1;
  shell.line = line;
  shell.breaks = breaks;
  return { ...body, statements };
}

/** dash alone keeps `set -e` within a substitution. The option stands twice, so that `set -x` can leave it out. */
function withoutExit(): SimpleCommandNode {
  return simple([word('set'), word('+e'), word('+e')]);
}

/** `$(< file)` of bash, which the interpreter reads by itself. */
function isFileRead({ bash }: Rewriter, { statements }: ScriptNode): boolean {
  const [command, ...more] = statements.flatMap(({ pipelines }) => pipelines.flatMap((one) => one.commands));
  return (
    bash &&
    more.length === 0 &&
    command?.type === 'SimpleCommand' &&
    command.name === null &&
    command.assignments.length === 0 &&
    command.redirections.length === 1 &&
    command.redirections[0]?.operator === '<'
  );
}

function rewriteParameter(
  shell: Rewriter,
  part: Extract<WordPart, { type: 'ParameterExpansion' }>,
): WordPart {
  const { operation } = part;
  if (part.parameter === '0' && !operation) return { type: 'SingleQuoted', value: shell.dialect.name };
  if (part.parameter === '0') return rewriteParameter(shell, { ...part, parameter: ZERO });
  const { kind } = shell.dialect;
  const isArray = /\[/.test(part.parameter);
  if (isArray && !shell.bash)
    return fatal(2, kind === 'dash' ? 'Bad substitution' : 'syntax error: bad substitution');
  if (part.parameter === '!' && !operation) return { ...part, parameter: JOB };
  const parameter = ownVariable(shell, part.parameter);
  if (!operation) return { ...part, parameter };
  // For these the interpreter counts letters.
  if (operation.type === 'Length' && /^[@*]$/.test(parameter) && shell.bash)
    return { type: 'ParameterExpansion', parameter: '#', operation: null };
  const type = operation.type;
  const strange =
    type === 'Transform' ||
    type === 'Indirection' ||
    type === 'ArrayKeys' ||
    type === 'VarNamePrefix' ||
    type === 'CaseModification';
  if (kind === 'dash' && (strange || type === 'Substring' || type === 'PatternReplacement')) {
    return fatal(2, 'Bad substitution');
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

/**
 * Words that end in a slash behind a pattern name directories alone, with the slash; the interpreter takes files too.
 * @returns the words, and what must run before them
 */
export function directoriesOnly(
  shell: Rewriter,
  words: readonly WordNode[],
): { readonly before: StatementNode[]; readonly kept: WordNode[] } {
  const before: StatementNode[] = [];
  const kept = words.map((one) => {
    const last = one.parts.at(-1);
    const isPattern = one.parts.some(({ type }) => type === 'Glob');
    if (!isPattern || last?.type !== 'Literal' || last.value !== '/') return one;
    shell.lists += 1;
    const name = `${OWN_VARIABLE}list${shell.lists}`;
    const each = `${OWN_VARIABLE}each`;
    const found: WordNode = {
      type: 'Word',
      parts: [...variable(each).parts, { type: 'Literal', value: '/' }],
    };
    const add = (array: WordNode[], append: boolean): StatementNode =>
      statement([{ ...simple([]), assignments: [{ type: 'Assignment', name, value: null, append, array }] }]);
    before.push(
      add([], false),
      statement([
        {
          type: 'For',
          variable: each,
          words: [{ ...one, parts: one.parts.slice(0, -1) }],
          body: [
            {
              ...statement([shell.own('check', [word('-d'), variable(each)])], ['&&']),
              pipelines: [
                ...statement([shell.own('check', [word('-d'), variable(each)])]).pipelines,
                ...add([found], true).pipelines,
              ],
            },
          ],
          redirections: [],
        },
      ]),
    );
    const literal = one.parts.map(
      (part): WordPart => (part.type === 'Glob' ? { type: 'SingleQuoted', value: part.pattern } : part),
    );
    return {
      type: 'Word' as const,
      parts: [
        {
          type: 'DoubleQuoted' as const,
          parts: [
            {
              type: 'ParameterExpansion' as const,
              parameter: `${name}[@]`,
              operation: {
                type: 'DefaultValue' as const,
                word: { type: 'Word' as const, parts: literal },
                checkEmpty: true,
              },
            },
          ],
        },
      ],
    };
  });
  return { before, kept };
}
