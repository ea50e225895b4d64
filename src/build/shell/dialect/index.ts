/**
 * The interpreter reads every script as bash does. Before it runs one, the tree is changed into what the shell at
 * hand makes of the same text: dash has no `[[`, no braces, no arrays, another `echo`. What a shell says by itself
 * (`[`, `exec`, a redirection that cannot be opened) is said by commands of ours, in that shell's words.
 */

import { BARE } from '../words.ts';
import { ZERO } from './own.ts';
import { Refused, Rewriter } from './rewriter.ts';
import { rewriteStatement } from './statements.ts';
import { tracePrefix } from './trace.ts';
import { assign, lineOf, type ScriptNode, type StatementNode, statement, word } from './tree.ts';
import type { Dialect, ScriptFacts } from './types.ts';

/** Changes the tree of a script into what a shell makes of it, and notes facts of it. */
export function asShell(ast: ScriptNode, dialect: Dialect, facts: ScriptFacts): ScriptNode {
  collectFunctions(ast, facts.functions);
  for (const { sourceText, pipelines } of ast.statements) {
    if (sourceText && pipelines[0]?.commands[0]?.type === 'FunctionDef') facts.definitions.push(sourceText);
  }
  const shell = new Rewriter(dialect, facts);
  const changed = rewriteScript(shell, ast);
  const first: StatementNode[] = [
    ...(shell.mayTrace ? [tracePrefix()] : []),
    ...(/\$\{0\W/.test(dialect.text) ? [statement([assign(ZERO, word(dialect.name))])] : []),
  ];
  return { ...changed, statements: [...first, ...changed.statements] };
}

function collectFunctions(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'FunctionDef' && 'name' in node) names.add(String(node.name));
  for (const value of Object.values(node)) collectFunctions(value, names);
}

function rewriteScript(shell: Rewriter, ast: ScriptNode): ScriptNode {
  const statements: StatementNode[] = [];
  const from: number[] = [];
  for (const one of ast.statements) {
    try {
      const before = shell.line;
      const changed = rewriteStatement(shell, one);
      from.push(...changed.map(() => lineOf(one) ?? before));
      statements.push(...changed);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // A shell reads line by line: what stands on earlier lines has run by then.
      const kept = statements.filter((_, at) => (from[at] as number) < (lineOf(one) ?? 1));
      return {
        ...ast,
        statements: [...kept, shell.say(2, syntaxError(shell, error.message), error.line), ...shell.exit(2)],
      };
    }
  }
  return { ...ast, statements };
}

function syntaxError(shell: Rewriter, message: string): string {
  if (message.startsWith(BARE)) return message;
  return shell.dialect.kind === 'dash' ? `Syntax error: ${message}` : `syntax error: ${message}`;
}
