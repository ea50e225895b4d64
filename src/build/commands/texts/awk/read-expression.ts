/** Reads the expressions of awk: a function for each rank of its operators, the weakest first. */
import { RegexBeyond } from '../regex/index.ts';
import type { Cursor } from './cursor.ts';
import type { Expression } from './tree.ts';

export interface ExpressionReader {
  /** A whole expression. */
  expression(): Expression;
  /** Texts that are joined, without a comparison: the file that print writes to. */
  joined(): Expression;
  /** Expressions with commas up to the bracket that closes them, which is read too. */
  args(close: string): Expression[];
}

/** What reads expressions where the cursor is. It throws RegexBeyond where it cannot. */
export function expressionReader(cursor: Cursor): ExpressionReader {
  const { peek, is, beyond, accept, expect, lines, named } = cursor;

  function expression(): Expression {
    const left = choice();
    const token = peek();
    if (token.kind === 'sign' && /^([-+*/%^]?=)$/.test(token.text) && isPlace(left)) {
      cursor.at += 1;
      lines();
      return { is: 'assign', op: token.text.slice(0, -1), to: left, value: expression() };
    }
    return left;
  }
  const isPlace = (one: Expression) => one.is === 'name' || one.is === 'field' || one.is === 'element';

  function choice(): Expression {
    const test = either();
    if (!accept('?')) return test;
    lines();
    const yes = expression();
    lines();
    expect(':');
    lines();
    return { is: 'choice', test, yes, no: expression() };
  }
  function either(): Expression {
    let left = both();
    while (accept('||')) {
      lines();
      left = { is: 'binary', op: '||', left, right: both() };
    }
    return left;
  }
  function both(): Expression {
    let left = within();
    while (accept('&&')) {
      lines();
      left = { is: 'binary', op: '&&', left, right: within() };
    }
    return left;
  }
  function within(): Expression {
    let left = matches();
    while (accept('in')) left = { is: 'in', keys: left.is === 'list' ? left.items : [left], name: named() };
    return left;
  }
  function matches(): Expression {
    let left = compares();
    for (;;) {
      if (accept('~')) left = { is: 'binary', op: '~', left, right: compares() };
      else if (is('!') && is('~', 1)) {
        cursor.at += 2;
        left = { is: 'unary', op: '!', of: { is: 'binary', op: '~', left, right: compares() } };
      } else return left;
    }
  }
  function compares(): Expression {
    let left = joined();
    while (is('|') && is('getline', 1)) throw new RegexBeyond('awk that runs commands');
    const token = peek();
    if (
      token.kind === 'sign' &&
      /^(<|<=|==|!=|>=|>)$/.test(token.text) &&
      !(cursor.printing && token.text === '>')
    ) {
      cursor.at += 1;
      left = { is: 'binary', op: token.text, left, right: joined() };
    }
    return left;
  }
  function joined(): Expression {
    let left = sum();
    for (;;) {
      const { kind, text: word } = peek();
      const starts =
        ['number', 'string', 'name', 'call', 'builtin'].includes(kind) ||
        (kind === 'sign' && ['$', '(', '++', '--'].includes(word));
      if (!starts) return left;
      left = { is: 'binary', op: ' ', left, right: sum() };
    }
  }
  function sum(): Expression {
    let left = product();
    while (is('+') || is('-')) {
      const op = peek().text;
      cursor.at += 1;
      left = { is: 'binary', op, left, right: product() };
    }
    return left;
  }
  function product(): Expression {
    let left = sign();
    while (is('*') || is('/') || is('%')) {
      const op = peek().text;
      cursor.at += 1;
      left = { is: 'binary', op, left, right: sign() };
    }
    return left;
  }
  function sign(): Expression {
    if (is('!') || is('-') || is('+')) {
      const op = peek().text;
      cursor.at += 1;
      return { is: 'unary', op, of: sign() };
    }
    return power();
  }
  function power(): Expression {
    const left = stepped();
    if (!accept('^')) return left;
    const right: Expression = is('-') || is('+') || is('!') ? sign() : power();
    return { is: 'binary', op: '^', left, right };
  }
  function stepped(): Expression {
    if (is('++') || is('--')) {
      const by = peek().text === '++' ? 1 : -1;
      cursor.at += 1;
      return { is: 'step', to: primary(), by, before: true };
    }
    const left = primary();
    if (isPlace(left) && (is('++') || is('--'))) {
      const by = peek().text === '++' ? 1 : -1;
      cursor.at += 1;
      return { is: 'step', to: left, by, before: false };
    }
    return left;
  }
  function args(close: string): Expression[] {
    const out: Expression[] = [];
    const outer = cursor.printing;
    cursor.printing = false;
    lines();
    while (!is(close)) {
      out.push(expression());
      lines();
      if (!accept(',')) break;
      lines();
    }
    expect(close);
    cursor.printing = outer;
    return out;
  }
  function primary(): Expression {
    const token = peek();
    cursor.at += 1;
    if (token.kind === 'number') return { is: 'number', value: Number(token.text) };
    if (token.kind === 'string') return { is: 'string', text: token.text };
    if (token.kind === 'regex') return { is: 'regex', text: token.text };
    if (token.kind === 'call') {
      expect('(');
      return { is: 'call', name: token.text, args: args(')') };
    }
    if (token.kind === 'builtin') {
      if (accept('(')) return { is: 'builtin', name: token.text, args: args(')') };
      if (token.text !== 'length') beyond();
      return { is: 'builtin', name: 'length', args: undefined };
    }
    if (token.kind === 'name') {
      if (accept('[')) return { is: 'element', name: token.text, keys: args(']') };
      return { is: 'name', name: token.text };
    }
    if (token.kind === 'sign' && token.text === '$') {
      if (is('++') || is('--')) return { is: 'field', at: stepped() };
      if (is('-') || is('+') || is('!')) return { is: 'field', at: sign() };
      return { is: 'field', at: primary() };
    }
    if (token.kind === 'sign' && token.text === '(') {
      const items = args(')');
      if (items.length === 0) beyond();
      if (items.length > 1) return { is: 'list', items };
      // Brackets make an expression of a place: (x) = 1 is none.
      return { is: 'unary', op: '(', of: items[0] as Expression };
    }
    if (token.kind === 'keyword' && token.text === 'getline') {
      const to = peek().kind === 'name' || is('$') ? primary() : undefined;
      const file = accept('<') ? primary() : undefined;
      return { is: 'getline', to, file };
    }
    cursor.at -= 1;
    return beyond();
  }

  return { expression, joined, args };
}
