/**
 * A tokenizer for POSIX shell scripts, right about quotes, `&&`, `;`, pipes, substitutions and
 * here-documents. It finds the commands of a RUN line; it runs nothing. Where it cannot be sure it
 * says so (`understood: false`), and a check that reads it then stays silent. Time is linear in the
 * length of the script.
 */

/** A word: its text without quotes, and where it stands (offsets in the script, `end` exclusive). */
export interface ScriptWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** False where a variable, a substitution or an unquoted glob decides what the word is. */
  readonly literal: boolean;
}

/** What stands between a command and the one before it. */
export type Operator = '' | '&&' | '||' | ';' | '|' | '&';

/** `> file`: the operator without a descriptor, and the word behind it. */
export interface Redirect {
  readonly operator: string;
  readonly target: ScriptWord;
}

/** One simple command: `A=1 go build -o app . > log`. */
export interface Command {
  readonly operator: Operator;
  /** Words of the form `NAME=value` before the command's name. */
  readonly assignments: readonly ScriptWord[];
  /** Name and arguments; empty where there are only assignments or redirects. */
  readonly words: readonly ScriptWord[];
  readonly redirects: readonly Redirect[];
  /** How many `( … )` stand around it: a `cd` in one of them ends with it. */
  readonly depth: number;
}

/** `$NAME` or `${NAME…}` outside single quotes. */
export interface VariableUse {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** True for `${NAME:-…}`, `${NAME+…}` and the like: the script itself copes with an unset name. */
  readonly hasDefault: boolean;
}

export interface Script {
  readonly text: string;
  readonly commands: readonly Command[];
  readonly variables: readonly VariableUse[];
  /** Names that the script itself sets: assignments, `export`, `read`, `for`. */
  readonly assigned: ReadonlySet<string>;
  /** False where there is a construct that this tokenizer does not follow (`case`, functions, `eval`). */
  readonly understood: boolean;
}

const MAX_NESTING = 64;
const NAME_START = /[A-Za-z_]/;
const NAME_PART = /[A-Za-z0-9_]/;
const SETTERS = new Set(['export', 'local', 'declare', 'typeset', 'readonly', 'read', 'for', 'getopts']);
const RESERVED = new Set('if then elif else fi while until do done ! { } time'.split(' '));
const NOT_FOLLOWED = new Set('case esac select function eval trap'.split(' '));

const NONE_ASSIGNED: ReadonlySet<string> = new Set();

/** Splits a script into commands. Never throws. */
export function parseScript(text: string): Script {
  return new Tokenizer(text).run();
}

class Tokenizer {
  readonly #text: string;
  #at = 0;
  #understood = true;
  readonly #commands: Command[] = [];
  readonly #variables: VariableUse[] = [];
  #assigned: Set<string> | undefined;
  #operator: Operator = '';
  #depth = 0;
  #assignments: ScriptWord[] = [];
  #words: ScriptWord[] = [];
  #redirects: Redirect[] = [];
  #heredocs: { name: string; tabs: boolean }[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  run(): Script {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand('');
    if (this.#depth !== 0) this.#understood = false;
    return {
      text: this.#text,
      commands: this.#commands,
      variables: this.#variables,
      assigned: this.#assigned ?? NONE_ASSIGNED,
      understood: this.#understood,
    };
  }

  #step(): void {
    const c = this.#text[this.#at] as string;
    if (c === ' ' || c === '\t' || c === '\r') this.#at++;
    else if (c === '\\' && this.#text[this.#at + 1] === '\n') this.#at += 2;
    else if (c === '\n') {
      this.#at++;
      this.#endCommand(';');
      this.#skipHeredocs();
    } else if (c === '#') {
      const end = this.#text.indexOf('\n', this.#at);
      this.#at = end === -1 ? this.#text.length : end;
    } else if (c === ';') this.#separator(this.#text[this.#at + 1] === ';' ? 2 : 1, ';');
    else if (c === '&' && this.#text[this.#at + 1] === '&') this.#separator(2, '&&');
    else if (c === '|' && this.#text[this.#at + 1] === '|') this.#separator(2, '||');
    else if (c === '|') this.#separator(this.#text[this.#at + 1] === '&' ? 2 : 1, '|');
    else if (c === '&' && this.#text[this.#at + 1] !== '>') this.#separator(1, '&');
    else if (c === '(' || c === ')') this.#parenthesis(c);
    else if (c === '<' || c === '>' || c === '&') this.#redirect();
    else this.#word();
  }

  #separator(length: number, operator: Operator): void {
    this.#at += length;
    this.#endCommand(operator);
  }

  #parenthesis(c: string): void {
    if (c === '(') {
      // `name()` declares a function: what its body does happens elsewhere, or never.
      if (this.#words.length > 0) this.#understood = false;
      this.#endCommand(this.#operator);
      this.#depth++;
    } else {
      this.#endCommand(';');
      this.#depth--;
    }
    this.#at++;
  }

  /** Closes the command that is being read; `next` is what stands before the one that follows. */
  #endCommand(next: Operator): void {
    const operator = this.#operator;
    const assignments = this.#assignments;
    const words = this.#words;
    const redirects = this.#redirects;
    const depth = this.#depth;
    if (assignments.length + words.length + redirects.length > 0) {
      this.#commands.push({ operator, assignments, words, redirects, depth });
      this.#noteAssigned();
      this.#assignments = [];
      this.#words = [];
      this.#redirects = [];
      this.#operator = next;
    } else if (next !== '') this.#operator = next;
  }

  #assign(name: string): void {
    this.#assigned ??= new Set();
    this.#assigned.add(name);
  }

  #noteAssigned(): void {
    for (const word of this.#assignments) this.#assign(word.text.slice(0, word.text.indexOf('=')));
    const name = this.#words[0]?.text ?? '';
    if (!SETTERS.has(name)) return;
    for (const word of this.#words.slice(1)) {
      const equals = word.text.indexOf('=');
      this.#assign(equals === -1 ? word.text : word.text.slice(0, equals));
    }
  }

  #redirect(): void {
    const start = this.#at;
    while (this.#at < this.#text.length && '<>&-|'.includes(this.#text[this.#at] as string)) this.#at++;
    const operator = this.#text.slice(start, this.#at);
    while (this.#text[this.#at] === ' ' || this.#text[this.#at] === '\t') this.#at++;
    // `2>&1`, `>&-`: no file behind it, or a descriptor that reads like a word.
    const target = this.#readWord();
    if (operator === '<<' || operator === '<<-') {
      this.#heredocs.push({ name: target.text, tabs: operator === '<<-' });
    }
    this.#redirects.push({ operator, target });
  }

  #skipHeredocs(): void {
    for (const { name, tabs } of this.#heredocs) {
      while (this.#at < this.#text.length) {
        const newline = this.#text.indexOf('\n', this.#at);
        const end = newline === -1 ? this.#text.length : newline;
        const line = this.#text.slice(this.#at, end);
        this.#at = Math.min(end + 1, this.#text.length);
        if ((tabs ? line.replace(/^\t+/, '') : line) === name) break;
      }
    }
    this.#heredocs = [];
  }

  #word(): void {
    const word = this.#readWord();
    // A number right before `>` is a descriptor, not an argument.
    if (word.text.length === 1 && /\d/.test(word.text) && /[<>]/.test(this.#text[this.#at] ?? '')) return;
    if (this.#words.length === 0) {
      if (word.literal && RESERVED.has(word.text) && this.#assignments.length === 0) return;
      if (NOT_FOLLOWED.has(word.text)) this.#understood = false;
      if (word.text.includes('=') && isAssignment(word.text)) {
        this.#assignments.push(word);
        return;
      }
    }
    this.#words.push(word);
  }

  #readWord(): ScriptWord {
    const start = this.#at;
    let text = '';
    let literal = true;
    for (;;) {
      const c = this.#text[this.#at];
      if (c === undefined || ' \t\r\n;&|<>()'.includes(c)) break;
      if (c === "'") {
        const close = this.#text.indexOf("'", this.#at + 1);
        if (close === -1) this.#understood = false;
        const end = close === -1 ? this.#text.length : close;
        text += this.#text.slice(this.#at + 1, end);
        this.#at = Math.min(end + 1, this.#text.length);
      } else if (c === '"') {
        const from = this.#at + 1;
        if (!this.#doubleQuoted(0)) literal = false;
        text += unescapeDouble(this.#text.slice(from, Math.max(from, this.#at - 1)));
      } else if (c === '\\') {
        const next = this.#text[this.#at + 1];
        if (next !== undefined && next !== '\n') text += next;
        this.#at = Math.min(this.#at + 2, this.#text.length);
      } else if (c === '$' || c === '`') {
        const from = this.#at;
        if (this.#expansion(0)) literal = false;
        text += this.#text.slice(from, this.#at);
      } else {
        if (c === '*' || c === '?' || c === '[' || (c === '~' && this.#at === start)) literal = false;
        const from = this.#at++;
        // Most characters mean nothing but themselves: take all that follow in one go.
        while (isOrdinary(this.#text.charCodeAt(this.#at))) this.#at++;
        text += this.#text.slice(from, this.#at);
      }
    }
    return { text, start, end: this.#at, literal };
  }

  /** Reads `"…"`; true where nothing in it expands. */
  #doubleQuoted(nesting: number): boolean {
    let literal = true;
    this.#at++;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at];
      if (c === '"') {
        this.#at++;
        return literal;
      }
      if (c === '\\') this.#at += 2;
      else if (c === '$' || c === '`') {
        if (this.#expansion(nesting + 1)) literal = false;
      } else this.#at++;
    }
    this.#at = this.#text.length;
    this.#understood = false;
    return literal;
  }

  /** Reads `$name`, `${…}`, `$(…)` or a backquoted command; false where it is a plain dollar sign. */
  #expansion(nesting: number): boolean {
    const start = this.#at;
    if (nesting > MAX_NESTING) {
      this.#at = this.#text.length;
      this.#understood = false;
      return true;
    }
    if (this.#text[this.#at] === '`') {
      this.#at++;
      this.#until('`', nesting);
      return true;
    }
    const next = this.#text[this.#at + 1] ?? '';
    if (next === '(') {
      this.#at += 2;
      this.#until(')', nesting);
      return true;
    }
    if (next === '{') {
      this.#at += 2;
      const name = this.#name();
      const modified = this.#text[this.#at] ?? '';
      this.#until('}', nesting);
      const hasDefault = ':-+=?'.includes(modified) && modified !== '';
      if (name !== '') this.#variables.push({ name, start, end: this.#at, hasDefault });
      return true;
    }
    this.#at++;
    const name = this.#name();
    if (name !== '') {
      this.#variables.push({ name, start, end: this.#at, hasDefault: false });
      return true;
    }
    if (!/[0-9@*#?$!-]/.test(next)) return false;
    this.#at++;
    return true;
  }

  #name(): string {
    const start = this.#at;
    if (!NAME_START.test(this.#text[this.#at] ?? '')) return '';
    while (NAME_PART.test(this.#text[this.#at] ?? '')) this.#at++;
    return this.#text.slice(start, this.#at);
  }

  /** Moves behind the `close` that belongs to the bracket just opened. */
  #until(close: string, nesting: number): void {
    let open = 0;
    while (this.#at < this.#text.length) {
      const c = this.#text[this.#at] as string;
      if (c === close && open === 0) {
        this.#at++;
        return;
      }
      if (c === '\\') this.#at += 2;
      else if (c === "'" && close !== '}') {
        const end = this.#text.indexOf("'", this.#at + 1);
        this.#at = end === -1 ? this.#text.length : end + 1;
      } else if (c === '"') this.#doubleQuoted(nesting + 1);
      else if (c === '$' || (c === '`' && close !== '`')) this.#expansion(nesting + 1);
      else {
        if (close === ')' && c === '(') open++;
        if (close === ')' && c === ')') open--;
        this.#at++;
      }
    }
    this.#at = this.#text.length;
    this.#understood = false;
  }
}

/** Letters, digits and `% + , - . / : = @ _`: the shell sees nothing in them. */
function isOrdinary(code: number): boolean {
  return (
    (code >= 0x61 && code <= 0x7a) ||
    (code >= 0x2b && code <= 0x3a) ||
    (code >= 0x40 && code <= 0x5a) ||
    code === 0x5f ||
    code === 0x3d ||
    code === 0x25
  );
}

function isAssignment(word: string): boolean {
  const equals = word.indexOf('=');
  return equals > 0 && /^[A-Za-z_][A-Za-z0-9_]*\+?$/.test(word.slice(0, equals));
}

/** Inside double quotes a backslash keeps its meaning before `$`, `` ` ``, `"`, `\` and a line end only. */
function unescapeDouble(text: string): string {
  return text.includes('\\') ? text.replace(/\\([$`"\\]|\n)/g, (_, c) => (c === '\n' ? '' : c)) : text;
}
