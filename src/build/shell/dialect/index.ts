/**
 * The interpreter reads every script as bash does. Before it runs one, the tree is changed into what the shell at
 * hand makes of the same text: dash has no `[[`, no braces, no arrays, another `echo`. What a shell says by itself
 * (`[`, `exec`, a redirection that cannot be opened) is said by commands of ours, in that shell's words.
 */
import type { ShellKind } from '../words.ts';
import { illegalOption, isPlainVariable, lacks } from './kinds.ts';
import {
  type Assignment,
  type CommandNode,
  type Conditional,
  fixedText,
  group,
  lineOf,
  type PipelineNode,
  plainText,
  type Redirection,
  type ScriptNode,
  type SimpleCommandNode,
  type StatementNode,
  simple,
  statement,
  type WordNode,
  type WordPart,
  word,
} from './tree.ts';

/** Which shell reads a script. */
export interface Dialect {
  readonly kind: ShellKind;
  /** `$0`. */
  readonly name: string;
  /** Whether `set -o pipefail` is known. */
  readonly pipefail: boolean;
  /** Variables that the shell was started with. */
  readonly given: ReadonlySet<string>;
}

/** What else is learnt from the tree. */
export interface ScriptFacts {
  /** Lines on which a command of a name stands, in order. */
  readonly lines: Map<string, number[]>;
  readonly functions: Set<string>;
  /** What cannot be followed faithfully. */
  readonly beyond: string[];
  /** Whether `set -e` stands in it. */
  errexit?: boolean;
}

/** Directory in front of our own commands: the interpreter finds them whatever PATH says. */
export const OWN = '/usr/bin/__stagecraft_';
/** In front of a variable that bash would set by itself and another shell does not. */
export const OWN_VARIABLE = '__stagecraft_';

/** Our commands, by what they do; the interpreter of `../interpreter.ts` defines them. */
export const OWN_COMMANDS = [
  'say',
  'echo',
  'test',
  'open',
  'exec',
  'source',
  'trap',
  'umask',
  'command',
  'type',
  'hash',
  'alias',
] as const;

/** A line that the shell refuses when it reads it. */
class Refused extends Error {
  readonly line: number;
  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

/** Changes the tree of a script into what a shell makes of it, and notes facts of it. */
export function asShell(ast: ScriptNode, dialect: Dialect, facts: ScriptFacts): ScriptNode {
  collectFunctions(ast, facts.functions);
  return new Rewriter(dialect, facts).script(ast);
}

function collectFunctions(node: unknown, names: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node && node.type === 'FunctionDef' && 'name' in node) names.add(String(node.name));
  for (const value of Object.values(node)) collectFunctions(value, names);
}

class Rewriter {
  private readonly dialect: Dialect;
  private readonly facts: ScriptFacts;
  private readonly bash: boolean;
  private line = 1;
  private depth = 0;

  constructor(dialect: Dialect, facts: ScriptFacts) {
    this.dialect = dialect;
    this.facts = facts;
    this.bash = dialect.kind === 'bash' || dialect.kind === 'sh';
  }

  script(ast: ScriptNode): ScriptNode {
    const statements: StatementNode[] = [];
    const from: number[] = [];
    for (const one of ast.statements) {
      try {
        const before = this.line;
        const changed = this.statement(one);
        from.push(...changed.map(() => lineOf(one) ?? before));
        statements.push(...changed);
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        // A shell reads line by line: what stands on earlier lines has run by then.
        const kept = statements.filter((_, at) => (from[at] as number) < (lineOf(one) ?? 1));
        return {
          ...ast,
          statements: [...kept, this.say(2, this.syntax(error.message), error.line), ...this.exit(2)],
        };
      }
    }
    return { ...ast, statements };
  }

  private syntax(message: string): string {
    return this.dialect.kind === 'dash' ? `Syntax error: ${message}` : `syntax error: ${message}`;
  }

  private refuse(dash: string, ash: string): never {
    throw new Refused(this.dialect.kind === 'dash' ? dash : ash, this.line);
  }

  private say(code: number, message: string, line = this.line): StatementNode {
    return statement([this.own('say', [word(String(code)), word(String(line)), word(message)])]);
  }

  private exit(code: number): StatementNode[] {
    return [statement([simple([word('exit'), word(String(code))])])];
  }

  private own(
    name: (typeof OWN_COMMANDS)[number],
    words: readonly WordNode[],
    line = this.line,
  ): SimpleCommandNode {
    return simple([word(`${OWN}${name}`), ...words], line);
  }

  private statements(list: readonly StatementNode[]): StatementNode[] {
    return list.flatMap((one) => this.statement(one));
  }

  private statement(one: StatementNode): StatementNode[] {
    const text = one.sourceText ?? '';
    if (!this.bash && this.dialect.kind === 'dash') {
      const named = /(?:^|[;&|({]\s*)function\s+[\w-]+\s*(\()?/.exec(text);
      if (named) {
        this.line = lineOf(one) ?? this.line;
        this.refuse(named[1] ? '"(" unexpected' : '"}" unexpected', '');
      }
      if (/(^|[\s=])\$'/.test(text)) this.facts.beyond.push("dash reads $'…' as a $ before a quoted word");
    }
    const split = this.dialect.kind === 'dash' ? this.splitBothRedirect(one) : undefined;
    if (split) return split.flatMap((part) => this.statement(part));
    return [{ ...one, pipelines: one.pipelines.map((pipeline) => this.pipeline(pipeline)) }];
  }

  /** `a &> f` is for dash `a &`, and then `> f`. */
  private splitBothRedirect(one: StatementNode): StatementNode[] | undefined {
    for (const [at, pipeline] of one.pipelines.entries()) {
      const last = pipeline.commands.at(-1);
      const redirections = last && 'redirections' in last ? last.redirections : [];
      const both = redirections.find(({ operator }) => operator === '&>' || operator === '&>>');
      if (!last || !both) continue;
      const rest = { ...last, redirections: redirections.filter((other) => other !== both) } as CommandNode;
      const head: StatementNode = {
        ...one,
        pipelines: [
          ...one.pipelines.slice(0, at),
          { ...pipeline, commands: [...pipeline.commands.slice(0, -1), rest] },
        ],
        operators: one.operators.slice(0, at),
        sourceText: '',
      };
      const open: Redirection = { ...both, operator: both.operator === '&>' ? '>' : '>>' };
      const line = lineOf(last);
      return [
        // Nobody waits for its end, and nothing depends on how it ends.
        statement([group([head]), simple([word('true')])], ['||']),
        {
          ...one,
          pipelines: [
            {
              ...pipeline,
              negated: false,
              commands: [{ ...simple([]), redirections: [open], ...(line === undefined ? {} : { line }) }],
            },
            ...one.pipelines.slice(at + 1),
          ],
          operators: one.operators.slice(at),
          sourceText: '',
        },
      ];
    }
    return undefined;
  }

  private pipeline(node: PipelineNode): PipelineNode {
    if (this.dialect.kind !== 'bash' && node.pipeStderr?.includes(true)) {
      this.line = lineOf(node) ?? this.line;
      this.refuse('"&" unexpected', 'unexpected "&"');
    }
    return { ...node, commands: node.commands.map((command) => this.command(command)) };
  }

  private command(node: CommandNode): CommandNode {
    this.line = ('line' in node ? node.line : undefined) || this.line;
    switch (node.type) {
      case 'SimpleCommand':
        return this.guard(this.simpleCommand(node), node.redirections);
      case 'FunctionDef': {
        this.depth += 1;
        const body = this.command(node.body) as typeof node.body;
        this.depth -= 1;
        return { ...node, body };
      }
      case 'If':
        return this.guard(
          group([
            statement([
              {
                ...node,
                clauses: node.clauses.map(({ condition, body }) => ({
                  condition: this.statements(condition),
                  body: this.statements(body),
                })),
                elseBody: node.elseBody && this.statements(node.elseBody),
                redirections: this.redirections(node.redirections),
              },
            ]),
          ]),
          node.redirections,
        );
      case 'For':
        return this.guard(
          {
            ...node,
            words: node.words?.map((one) => this.word(one)) ?? null,
            body: this.statements(node.body),
            redirections: this.redirections(node.redirections),
          },
          node.redirections,
        );
      case 'CStyleFor':
        if (!this.bash) this.refuse('Bad for loop variable', 'bad for loop variable');
        return { ...node, body: this.statements(node.body) };
      case 'While':
      case 'Until':
        return this.guard(
          {
            ...node,
            condition: this.statements(node.condition),
            body: this.statements(node.body),
            redirections: this.redirections(node.redirections),
          },
          node.redirections,
        );
      case 'Case':
        return this.guard(
          {
            ...node,
            word: this.word(node.word),
            items: node.items.map((item) => ({
              ...item,
              patterns: item.patterns.map((one) => this.word(one)),
              body: this.statements(item.body),
            })),
            redirections: this.redirections(node.redirections),
          },
          node.redirections,
        );
      case 'Subshell':
      case 'Group':
        return this.guard(
          { ...node, body: this.statements(node.body), redirections: this.redirections(node.redirections) },
          node.redirections,
        );
      case 'ArithmeticCommand': {
        if (this.bash) return node;
        // `((` opens two subshells for the others, with a command in them.
        const [first = ''] = (node.expression.originalText ?? '').trim().split(/\s+/);
        if (/^[\w./]+$/.test(first) || /[<>|;&=]/.test(node.expression.originalText ?? ''))
          this.facts.beyond.push(`${this.dialect.kind} takes what stands in (( )) for a command`);
        return group([this.say(127, `${first}: not found`)]);
      }
      case 'ConditionalCommand': {
        if (this.dialect.kind !== 'dash') return node;
        if (!isOnePart(node.expression))
          this.facts.beyond.push('dash takes [[ for a command; what its parts then do is not followed');
        return group([this.say(127, '[[: not found')]);
      }
    }
  }

  private simpleCommand(node: SimpleCommandNode): CommandNode {
    const plain = plainText(node.name);
    if (plain !== undefined) {
      const lines = this.facts.lines.get(plain) ?? [];
      lines.push(this.line);
      this.facts.lines.set(plain, lines);
    }
    const assignments = node.assignments.map((one) => this.assignment(one));
    const changed: SimpleCommandNode = {
      ...node,
      assignments,
      name: node.name && this.word(node.name),
      args: node.args.map((one) => this.word(one)),
      redirections: this.redirections(node.redirections),
    };
    const append = this.bash ? undefined : node.assignments.find((one) => one.append);
    if (append) {
      const value = append.value ? fixedText(append.value) : '';
      if (node.name || value === undefined)
        this.facts.beyond.push(`${this.dialect.kind} takes ${append.name}+=… for a command`);
      else return group([this.say(127, `${append.name}+=${value}: not found`)]);
    }
    if (plain === undefined || this.facts.functions.has(plain)) return changed;
    if (lacks(this.dialect.kind, plain))
      return this.replaced(changed, 'say', [
        word('127'),
        word(String(this.line)),
        word(`${plain}: not found`),
      ]);
    switch (plain) {
      case 'echo':
        return this.dialect.kind === 'dash' ? this.replaced(changed, 'echo', changed.args) : changed;
      case 'test':
      case '[':
        return this.replaced(changed, 'test', [word(String(this.line)), word(plain), ...changed.args]);
      case 'trap':
      case 'umask':
      case 'type':
      case 'hash':
      case 'alias':
        return this.replaced(changed, plain, [word(String(this.line)), ...changed.args]);
      case 'unalias':
        return this.replaced(changed, 'alias', [word(String(this.line))]);
      case 'command': {
        const option = plainText(node.args[0] ?? null);
        return option === '-v' || option === '-V'
          ? this.replaced(changed, 'command', [word(String(this.line)), ...changed.args])
          : changed;
      }
      case 'cd':
        // dash and ash end a cd that fails with 2.
        return this.dialect.kind === 'dash' || this.dialect.kind === 'ash'
          ? group([statement([changed, this.own('say', [word('2')])], ['||'])])
          : changed;
      case 'exec':
        return changed.args.length === 0 ? changed : this.exec(changed);
      case 'return':
        return !this.bash && this.depth === 0 ? { ...changed, name: word('exit') } : changed;
      case '.':
      case 'source':
        return this.source(plain, changed);
      case 'set':
        return this.set(changed);
      case 'exit':
        return this.exitWith(changed);
      case 'shift':
        return this.shift(changed);
      default:
        return changed;
    }
  }

  /** A file that cannot be read ends dash and ash; bash goes on. */
  private source(name: string, node: SimpleCommandNode): CommandNode {
    const check = this.own('source', [word(String(this.line)), word(name), ...node.args.slice(0, 1)]);
    if (this.bash) {
      const text = fixedText(node.args[0] ?? null);
      // bash looks at PATH first; nobody keeps such files there.
      const isName = text !== undefined && text !== '' && !text.includes('/');
      const here = isName ? { ...node, args: [word(`./${text}`), ...node.args.slice(1)] } : node;
      return {
        type: 'If',
        clauses: [{ condition: [statement([check])], body: [statement([here])] }],
        elseBody: [statement([this.own('say', [word('1')])])],
        redirections: [],
      };
    }
    return group([
      statement([check, simple([word('exit'), word('2')])], ['||']),
      statement([{ ...node, name: word('.') }]),
    ]);
  }

  private replaced(
    node: SimpleCommandNode,
    name: (typeof OWN_COMMANDS)[number],
    args: readonly WordNode[],
  ): SimpleCommandNode {
    return { ...node, name: word(`${OWN}${name}`), args: [...args] };
  }

  /** The program takes the place of the shell: nothing behind it runs. */
  private exec(node: SimpleCommandNode): CommandNode {
    const args = node.args[0] && plainText(node.args[0]) === '--' ? node.args.slice(1) : node.args;
    const [name, ...rest] = args;
    if (!name) return node;
    return group([
      statement([this.own('exec', [word(String(this.line)), name]), simple([word('exit')])], ['||']),
      { ...statement([{ ...node, name, args: rest }, simple([word('exit')])], ['||']) },
      ...this.exit(0),
    ]);
  }

  private set(node: SimpleCommandNode): CommandNode {
    const words = node.args.map(fixedText);
    const fixed = words.slice(0, words.indexOf(undefined) < 0 ? undefined : words.indexOf(undefined));
    if (fixed.some((one) => /^-[a-z]*e/.test(one ?? '') || one === 'errexit')) this.facts.errexit = true;
    const illegal = illegalOption(this.dialect.kind, fixed as string[], this.dialect.pipefail);
    if (!illegal) return node;
    const { option, name } = illegal;
    if (this.bash) {
      const usage = 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';
      const said =
        name === undefined
          ? [`set: ${option}: invalid option`, usage]
          : [`set: ${name}: invalid option name`];
      return group([this.say(2, said.join('\n'))]);
    }
    const dash = this.dialect.kind === 'dash';
    const message = dash ? `set: Illegal option ${option}` : `set: illegal option ${option}`;
    // An error of a special builtin ends these shells; ash goes on after a wrong name.
    return group([
      this.say(dash || name === undefined ? 2 : 1, message),
      ...(dash || name === undefined ? this.exit(2) : []),
    ]);
  }

  private exitWith(node: SimpleCommandNode): CommandNode {
    const code = node.args[0] && fixedText(node.args[0]);
    if (this.bash || code === undefined || /^\d+$/.test(code)) return node;
    return group([this.say(2, `exit: Illegal number: ${code}`), ...this.exit(2)]);
  }

  /** `shift` past the end: an error that ends dash, a quiet failure elsewhere. */
  private shift(node: SimpleCommandNode): CommandNode {
    const count = node.args[0] ?? word('1');
    const enough = this.own('test', [
      word(String(this.line)),
      word('['),
      count,
      word('-le'),
      { type: 'Word', parts: [{ type: 'ParameterExpansion', parameter: '#', operation: null }] },
      word(']'),
    ]);
    const dash = this.dialect.kind === 'dash';
    return {
      type: 'If',
      clauses: [{ condition: [statement([enough])], body: [statement([node])] }],
      elseBody: dash
        ? [this.say(2, "shift: can't shift that many"), ...this.exit(2)]
        : [statement([this.own('say', [word('1')])])],
      redirections: [],
    };
  }

  /** Opens what a command writes to or reads from first: where that fails, the command does not run. */
  private guard(node: CommandNode, redirections: readonly Redirection[]): CommandNode {
    const opens = redirections.flatMap((one): WordNode[] => {
      if (one.target.type !== 'Word' || !['<', '>', '>>', '>|', '&>', '&>>'].includes(one.operator))
        return [];
      const text = fixedText(one.target);
      if (text?.startsWith('/dev/') || hasCommand(one.target)) return [];
      return [word(one.operator), this.word(one.target)];
    });
    if (opens.length === 0) return node;
    // The interpreter hands what comes by a pipe to a group, but not to an if.
    const guarded: CommandNode = {
      type: 'If',
      clauses: [
        {
          condition: [statement([keepInput(this.own('open', [word(String(this.line)), ...opens]))])],
          body: [statement([node])],
        },
      ],
      elseBody: [statement([this.own('say', [word(this.dialect.kind === 'dash' ? '2' : '1')])])],
      redirections: [],
    };
    return group([statement([guarded])]);
  }

  private redirections(list: readonly Redirection[]): Redirection[] {
    return list.map((one) => {
      if (one.operator === '<<<' && this.dialect.kind === 'dash') this.refuse('redirection unexpected', '');
      if (one.target.type === 'HereDoc')
        return one.target.quoted
          ? one
          : { ...one, target: { ...one.target, content: this.word(one.target.content) } };
      return { ...one, target: this.word(one.target) };
    });
  }

  private assignment(one: Assignment): Assignment {
    if (one.array && !this.bash) this.refuse('"(" unexpected', 'unexpected "("');
    return {
      ...one,
      name: this.variable(one.name),
      value: one.value && this.word(one.value),
      array: one.array?.map((item) => this.word(item)) ?? null,
    };
  }

  private variable(name: string): string {
    return isPlainVariable(this.dialect.kind, name, this.dialect.given) ? `${OWN_VARIABLE}${name}` : name;
  }

  private word(node: WordNode): WordNode {
    return { ...node, parts: node.parts.flatMap((part) => this.part(part)) };
  }

  private part(part: WordPart): WordPart[] {
    switch (part.type) {
      case 'DoubleQuoted':
        return [{ ...part, parts: part.parts.flatMap((one) => this.part(one)) }];
      case 'BraceExpansion':
        return this.bash ? [part] : braces(part).flatMap((one) => this.part(one));
      case 'ProcessSubstitution':
        if (this.dialect.kind === 'dash') this.refuse('"(" unexpected', '');
        return [{ ...part, body: this.inner(part.body) }];
      case 'CommandSubstitution':
        return [{ ...part, body: this.inner(part.body) }];
      case 'ParameterExpansion':
        return [this.parameter(part)];
      default:
        return [part];
    }
  }

  /** A script within a word: its lines count from where the word stands. */
  private inner(body: ScriptNode): ScriptNode {
    const line = this.line;
    const changed = { ...body, statements: this.statements(body.statements) };
    this.line = line;
    return changed;
  }

  private parameter(part: Extract<WordPart, { type: 'ParameterExpansion' }>): WordPart {
    const { operation } = part;
    if (part.parameter === '0' && !operation) return { type: 'SingleQuoted', value: this.dialect.name };
    const parameter = this.variable(part.parameter);
    if (!operation) return { ...part, parameter };
    const { kind } = this.dialect;
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
    if (kind === 'ash' && strange) this.refuse('', 'bad substitution');
    if ('word' in operation && operation.type === 'ErrorIfUnset') {
      const dash = kind === 'dash' || kind === 'ash';
      const empty = dash
        ? `parameter not set${operation.checkEmpty ? ' or null' : ''}`
        : `parameter ${operation.checkEmpty ? 'null or ' : ''}not set`;
      const own =
        operation.word && fixedText(operation.word) !== ''
          ? this.word(operation.word).parts
          : word(empty).parts;
      const name: WordPart = { type: 'SingleQuoted', value: `${UNSET}${part.parameter}: ` };
      return {
        ...part,
        parameter,
        operation: { ...operation, word: { type: 'Word', parts: [name, ...own] } },
      };
    }
    if ('word' in operation && operation.word)
      return { ...part, parameter, operation: { ...operation, word: this.word(operation.word) } } as WordPart;
    if ('pattern' in operation && operation.pattern)
      return {
        ...part,
        parameter,
        operation: { ...operation, pattern: this.word(operation.pattern) },
      } as WordPart;
    return { ...part, parameter };
  }
}

/** In front of the words of `${NAME:?words}`, so that they can be told from others. */
export const UNSET = '\u0006';
/** The text of a substitution that the shell refuses when it comes to it. */
export const BAD = '\u0007';

/** The same command reading nothing: what comes by the pipe is for the one behind it. */
function keepInput(node: SimpleCommandNode): SimpleCommandNode {
  return {
    ...node,
    redirections: [{ type: 'Redirection', fd: null, operator: '<', target: word('/dev/null') }],
  };
}

/** Whether a word runs a command, which must not happen twice. */
function hasCommand(node: WordNode): boolean {
  const text = JSON.stringify(node.parts);
  return (
    text.includes('"CommandSubstitution"') ||
    text.includes('"ProcessSubstitution"') ||
    text.includes('"AssignDefault"')
  );
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

/** Whether a `[[ … ]]` is one command for a shell that does not know it: no `||`, no bracket, no comparison. */
function isOnePart(expression: Conditional): boolean {
  switch (expression.type) {
    case 'CondAnd':
      // What stands behind && does not run after a command that is not found.
      return isOnePart(expression.left);
    case 'CondNot':
      return isOnePart(expression.operand);
    case 'CondBinary':
      return (
        !['<', '>', '=~'].includes(expression.operator) ||
        !/[()|;&<>]/.test(fixedText(expression.right) ?? '')
      );
    case 'CondUnary':
    case 'CondWord':
      return true;
    default:
      return false;
  }
}
