/** What a program of awk is made of: rules, statements and expressions. */

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
