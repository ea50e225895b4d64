/** Reads the statements of awk. */
import type { Cursor } from './cursor.ts';
import { expressionReader } from './read-expression.ts';
import type { Expression, Statement } from './tree.ts';

export interface StatementReader {
  /** Statements within curly brackets. */
  block(): Statement;
  /** A whole expression: the pattern of a rule. */
  expression(): Expression;
}

/** What reads statements where the cursor is. It throws RegexBeyond where it cannot. */
export function statementReader(cursor: Cursor): StatementReader {
  const { peek, is, beyond, accept, expect, lines, ends, isEnd, named } = cursor;
  const { expression, joined, args } = expressionReader(cursor);

  /** A statement that holds no other: for may have it in its brackets. */
  function simple(): Statement {
    if (is('print') || is('printf')) {
      const format = peek().text === 'printf';
      cursor.at += 1;
      cursor.printing = true;
      let items: Expression[] = [];
      if (!isEnd() && !is('>') && !is('>>') && !is('|')) {
        items.push(expression());
        while (accept(',')) {
          lines();
          items.push(expression());
        }
      }
      const [first] = items;
      if (items.length === 1 && first?.is === 'list') items = [...first.items];
      let way = '';
      let to: Expression | undefined;
      if (is('>') || is('>>') || is('|')) {
        way = peek().text;
        cursor.at += 1;
        to = joined();
      }
      cursor.printing = false;
      return { is: 'print', format, args: items, way, to };
    }
    if (accept('delete')) {
      const name = named();
      return { is: 'delete', name, keys: accept('[') ? args(']') : undefined };
    }
    return { is: 'expression', of: expression() };
  }
  const finish = () => {
    if (is('}') || peek().kind === 'end') return;
    if (!is(';') && peek().kind !== 'line') beyond();
    ends();
  };
  function block(): Statement {
    expect('{');
    const body: Statement[] = [];
    ends();
    while (!is('}')) {
      if (peek().kind === 'end') beyond();
      body.push(statement());
      ends();
    }
    expect('}');
    return { is: 'block', body };
  }
  function body(): Statement {
    lines();
    if (accept(';')) return { is: 'block', body: [] };
    return statement();
  }
  function statement(): Statement {
    if (is('{')) return block();
    if (accept('if')) {
      expect('(');
      const test = expression();
      expect(')');
      const yes = body();
      const mark = cursor.at;
      ends();
      if (accept('else')) return { is: 'if', test, yes, no: body() };
      cursor.at = mark;
      return { is: 'if', test, yes, no: undefined };
    }
    if (accept('while')) {
      expect('(');
      const test = expression();
      expect(')');
      return { is: 'while', test, body: body(), first: false };
    }
    if (accept('do')) {
      const inner = body();
      ends();
      expect('while');
      expect('(');
      const test = expression();
      expect(')');
      return { is: 'while', test, body: inner, first: true };
    }
    if (accept('for')) {
      expect('(');
      if (peek().kind === 'name' && is('in', 1) && is(')', 3)) {
        const name = named();
        cursor.at += 1;
        const array = named();
        expect(')');
        return { is: 'each', name, array, body: body() };
      }
      const start = is(';') ? undefined : simple();
      expect(';');
      lines();
      const test = is(';') ? undefined : expression();
      expect(';');
      lines();
      const step = is(')') ? undefined : simple();
      expect(')');
      return { is: 'for', start, test, step, body: body() };
    }
    const word = peek();
    if (word.kind === 'keyword' && /^(break|continue|next|nextfile|exit|return)$/.test(word.text)) {
      cursor.at += 1;
      const value = isEnd() ? undefined : expression();
      finish();
      return { is: 'leave', how: word.text as 'next', value };
    }
    const one = simple();
    finish();
    return one;
  }

  return { block, expression };
}
