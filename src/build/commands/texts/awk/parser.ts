/** Programs of awk as trees: their rules and functions. */
import { Cursor } from './cursor.ts';
import { tokens } from './lexer.ts';
import { statementReader } from './read-statement.ts';
import type { Expression, Program, Rule, Statement } from './tree.ts';

/** Reads a program. Throws RegexBeyond where it cannot. */
export function readProgram(text: string, keeps: boolean): Program {
  const cursor = new Cursor(tokens(text, keeps));
  const { peek, is, accept, expect, lines, ends, named } = cursor;
  const { block, expression } = statementReader(cursor);

  const rules: Rule[] = [];
  const functions = new Map<string, { params: string[]; body: Statement }>();
  ends();
  while (peek().kind !== 'end') {
    if (accept('function')) {
      const name = named();
      expect('(');
      const params: string[] = [];
      while (!is(')')) {
        lines();
        params.push(named());
        accept(',');
      }
      expect(')');
      lines();
      functions.set(name, { params, body: block() });
    } else if (is('BEGIN') || is('END')) {
      const when = peek().text as 'BEGIN';
      cursor.at += 1;
      rules.push({ when, from: undefined, to: undefined, body: block() });
    } else {
      let from: Expression | undefined;
      let to: Expression | undefined;
      if (!is('{')) {
        from = expression();
        if (accept(',')) {
          lines();
          to = expression();
        }
      }
      rules.push({ when: 'line', from, to, body: is('{') ? block() : undefined });
    }
    ends();
  }
  return { rules, functions };
}
