/** The syntax tree of the interpreter, and how to build pieces of it. */
import type {
  CommandNode,
  PipelineNode,
  ScriptNode,
  SimpleCommandNode,
  StatementNode,
  WordNode,
} from 'just-bash';
import { FATAL, NEVER } from './own.ts';

export type { CommandNode, PipelineNode, ScriptNode, SimpleCommandNode, StatementNode, WordNode };
export type WordPart = WordNode['parts'][number];
export type Redirection = SimpleCommandNode['redirections'][number];
export type Assignment = SimpleCommandNode['assignments'][number];
export type Conditional = Extract<CommandNode, { type: 'ConditionalCommand' }>['expression'];

/** A word of plain text. */
export function word(value: string): WordNode {
  return { type: 'Word', parts: [{ type: 'SingleQuoted', value }] };
}

export function simple(words: readonly WordNode[], line?: number): SimpleCommandNode {
  const [name = null, ...args] = words;
  return {
    type: 'SimpleCommand',
    name,
    args,
    assignments: [],
    redirections: [],
    ...(line === undefined ? {} : { line }),
  };
}

/** Commands joined by `;`, `&&` and `||`. */
export function statement(
  commands: readonly CommandNode[],
  operators: readonly ('&&' | '||' | ';')[] = [],
): StatementNode {
  return {
    type: 'Statement',
    pipelines: commands.map((command) => ({ type: 'Pipeline', commands: [command], negated: false })),
    operators: [...operators],
    background: false,
  };
}

/** The exit code at hand. */
export function status(): WordNode {
  return variable('?');
}

/** The value of a variable, as one word. */
export function variable(parameter: string): WordNode {
  return {
    type: 'Word',
    parts: [{ type: 'DoubleQuoted', parts: [{ type: 'ParameterExpansion', parameter, operation: null }] }],
  };
}

/** An expansion at which the shell says something and ends. */
export function fatal(code: number, message: string): WordPart {
  return {
    type: 'ParameterExpansion',
    parameter: NEVER,
    operation: { type: 'ErrorIfUnset', word: word(`${FATAL}${code}${FATAL}${message}`), checkEmpty: false },
  };
}

/** `NAME=VALUE`. */
export function assign(name: string, value: WordNode): SimpleCommandNode {
  return {
    ...simple([]),
    assignments: [{ type: 'Assignment', name, value, append: false, array: null }],
  };
}

export function group(body: readonly StatementNode[]): CommandNode {
  return { type: 'Group', body: [...body], redirections: [] };
}

/** Text of a word that is nothing but plain unquoted text; undefined for any other. */
export function plainText(node: WordNode | null): string | undefined {
  if (node?.parts.length !== 1) return undefined;
  const [part] = node.parts;
  if (part?.type === 'Glob' && part.pattern === '[') return '[';
  return part?.type === 'Literal' ? part.value : undefined;
}

/** Text of a word without expansions, quoted or not; undefined for any other. */
export function fixedText(node: WordNode | null): string | undefined {
  let text = '';
  for (const part of node?.parts ?? []) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'Escaped')
      text += part.value;
    else if (part.type === 'DoubleQuoted') {
      const inner = fixedText({ type: 'Word', parts: part.parts });
      if (inner === undefined) return undefined;
      text += inner;
    } else return undefined;
  }
  return node ? text : undefined;
}

/** First line of the source on which anything of a node stands; undefined where the tree does not say. */
export function lineOf(node: unknown): number | undefined {
  if (Array.isArray(node)) {
    for (const one of node) {
      const line = lineOf(one);
      if (line !== undefined) return line;
    }
    return undefined;
  }
  if (typeof node !== 'object' || node === null) return undefined;
  if ('line' in node && typeof node.line === 'number' && node.line > 0) return node.line;
  for (const value of Object.values(node)) {
    const line = lineOf(value);
    if (line !== undefined) return line;
  }
  return undefined;
}
