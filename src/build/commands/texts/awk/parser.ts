/** Programs of awk as trees. */
import { RegexBeyond } from '../regex/index.ts';
import { type Token, tokens } from './lexer.ts';

export type Expression =
  | { readonly is: 'number'; readonly value: number }
  | { readonly is: 'string'; readonly text: string }
  | { readonly is: 'regex'; readonly text: string }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'field'; readonly at: Expression }
  | { readonly is: 'element'; readonly name: string; readonly keys: readonly Expression[] }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'assign'; readonly op: string; readonly to: Expression; readonly value: Expression }
  | { readonly is: 'step'; readonly to: Expression; readonly by: number; readonly before: boolean }
  | { readonly is: 'unary'; readonly op: string; readonly of: Expression }
  | { readonly is: 'binary'; readonly op: string; readonly left: Expression; readonly right: Expression }
  | { readonly is: 'choice'; readonly test: Expression; readonly yes: Expression; readonly no: Expression }
  | { readonly is: 'in'; readonly keys: readonly Expression[]; readonly name: string }
  | { readonly is: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly is: 'builtin'; readonly name: string; readonly args: readonly Expression[] | undefined }
  | { readonly is: 'getline'; readonly to: Expression | undefined; readonly file: Expression | undefined };

export type Statement =
  | { readonly is: 'expression'; readonly of: Expression }
  | {
      readonly is: 'print';
      readonly format: boolean;
      readonly args: readonly Expression[];
      readonly way: string;
      readonly to: Expression | undefined;
    }
  | { readonly is: 'block'; readonly body: readonly Statement[] }
  | {
      readonly is: 'if';
      readonly test: Expression;
      readonly yes: Statement;
      readonly no: Statement | undefined;
    }
  | { readonly is: 'while'; readonly test: Expression; readonly body: Statement; readonly first: boolean }
  | {
      readonly is: 'for';
      readonly start: Statement | undefined;
      readonly test: Expression | undefined;
      readonly step: Statement | undefined;
      readonly body: Statement;
    }
  | { readonly is: 'each'; readonly name: string; readonly array: string; readonly body: Statement }
  | { readonly is: 'delete'; readonly name: string; readonly keys: readonly Expression[] | undefined }
  | {
      readonly is: 'leave';
      readonly how: 'break' | 'continue' | 'next' | 'nextfile' | 'exit' | 'return';
      readonly value: Expression | undefined;
    };

export interface Rule {
  readonly when: 'BEGIN' | 'END' | 'line';
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  /** Undefined: print the line. */
  readonly body: Statement | undefined;
}

export interface Program {
  readonly rules: readonly Rule[];
  readonly functions: ReadonlyMap<string, { readonly params: readonly string[]; readonly body: Statement }>;
}

/** Reads a program. Throws RegexBeyond where it cannot. */
export function readProgram(text: string, keeps: boolean): Program {
  const list = tokens(text, keeps);
  let at = 0;
  const peek = (ahead = 0) => list[Math.min(at + ahead, list.length - 1)] as Token;
  const is = (sign: string, ahead = 0) => {
    const token = peek(ahead);
    return (token.kind === 'sign' || token.kind === 'keyword') && token.text === sign;
  };
  const beyond = (): never => {
    throw new RegexBeyond(`"${peek().text || 'the end'}" in a program of awk`);
  };
  const accept = (sign: string) => {
    if (!is(sign)) return false;
    at += 1;
    return true;
  };
  const expect = (sign: string) => {
    if (!accept(sign)) beyond();
  };
  const lines = () => {
    while (peek().kind === 'line') at += 1;
  };
  const ends = () => {
    while (peek().kind === 'line' || is(';')) at += 1;
  };
  const named = (): string => {
    const token = peek();
    if (token.kind !== 'name' && token.kind !== 'call') beyond();
    at += 1;
    return token.text;
  };
  /** More than 0 within print, where `>` writes to a file. */
  let printing = false;

  function expression(): Expression {
    const left = choice();
    const token = peek();
    if (token.kind === 'sign' && /^([-+*/%^]?=)$/.test(token.text) && isPlace(left)) {
      at += 1;
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
        at += 2;
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
      !(printing && token.text === '>')
    ) {
      at += 1;
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
      at += 1;
      left = { is: 'binary', op, left, right: product() };
    }
    return left;
  }
  function product(): Expression {
    let left = sign();
    while (is('*') || is('/') || is('%')) {
      const op = peek().text;
      at += 1;
      left = { is: 'binary', op, left, right: sign() };
    }
    return left;
  }
  function sign(): Expression {
    if (is('!') || is('-') || is('+')) {
      const op = peek().text;
      at += 1;
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
      at += 1;
      return { is: 'step', to: primary(), by, before: true };
    }
    const left = primary();
    if (isPlace(left) && (is('++') || is('--'))) {
      const by = peek().text === '++' ? 1 : -1;
      at += 1;
      return { is: 'step', to: left, by, before: false };
    }
    return left;
  }
  function args(close: string): Expression[] {
    const out: Expression[] = [];
    const outer = printing;
    printing = false;
    lines();
    while (!is(close)) {
      out.push(expression());
      lines();
      if (!accept(',')) break;
      lines();
    }
    expect(close);
    printing = outer;
    return out;
  }
  function primary(): Expression {
    const token = peek();
    at += 1;
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
    at -= 1;
    return beyond();
  }

  function simple(): Statement {
    if (is('print') || is('printf')) {
      const format = peek().text === 'printf';
      at += 1;
      printing = true;
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
        at += 1;
        to = joined();
      }
      printing = false;
      return { is: 'print', format, args: items, way, to };
    }
    if (accept('delete')) {
      const name = named();
      return { is: 'delete', name, keys: accept('[') ? args(']') : undefined };
    }
    return { is: 'expression', of: expression() };
  }
  const isEnd = () => peek().kind === 'line' || peek().kind === 'end' || is(';') || is('}');
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
      const mark = at;
      ends();
      if (accept('else')) return { is: 'if', test, yes, no: body() };
      at = mark;
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
        at += 1;
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
      at += 1;
      const value = isEnd() ? undefined : expression();
      finish();
      return { is: 'leave', how: word.text as 'next', value };
    }
    const one = simple();
    finish();
    return one;
  }

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
      at += 1;
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
