/**
 * Colours for a Dockerfile, line by line: fast, forgiving, and independent of whether the text parses.
 * Monaco and the plain text field both use it. It decides colours only; what a line means is the front
 * end's business.
 */

/** What a stretch of text is, for the eye. */
export type TokenKind =
  | 'plain'
  | 'keyword'
  | 'flag'
  | 'string'
  | 'variable'
  | 'comment'
  | 'directive'
  | 'heredoc'
  | 'image'
  | 'stage'
  | 'escape';

/** A token starts here (UTF-16 unit in its line) and reaches to the next one or to the end of the line. */
export interface Token {
  readonly start: number;
  readonly kind: TokenKind;
}

/** What a line must know of the lines before it. */
export interface LineState {
  /** Directives may still follow: nothing but directives stood so far. */
  readonly top: boolean;
  readonly escape: '\\' | '`';
  /** Lower-case keyword of the instruction that continues on this line; empty where none does. */
  readonly continues: string;
  /** How many words of the instruction were read (keyword not counted). */
  readonly words: number;
  /**
   * The terminators of open heredocs, first one next; a leading tab stands for `<<-`, a quote behind it for a
   * body in which nothing is expanded.
   */
  readonly heredocs: readonly string[];
  /** Names of the stages so far, lower case, each between blanks. */
  readonly stages: string;
}

/** The state in front of the first line. */
export const initialState: LineState = {
  top: true,
  escape: '\\',
  continues: '',
  words: 0,
  heredocs: [],
  stages: ' ',
};

/** Whether two states colour what follows alike. */
export function sameState(a: LineState, b: LineState): boolean {
  return (
    a.top === b.top &&
    a.escape === b.escape &&
    a.continues === b.continues &&
    a.words === b.words &&
    a.stages === b.stages &&
    a.heredocs.length === b.heredocs.length &&
    a.heredocs.every((name, at) => name === b.heredocs[at])
  );
}

const KEYWORDS = new Set(
  'add arg cmd copy entrypoint env expose from healthcheck label maintainer onbuild run shell stopsignal user volume workdir'.split(
    ' ',
  ),
);
const HEREDOC_KEYWORDS = new Set(['run', 'copy', 'add']);
/** Instructions whose arguments give a name to a value. */
const DECLARES = new Set(['arg', 'env']);
const DIRECTIVE = /^#[ \t]*(syntax|escape|check)[ \t]*=[ \t]*(\S?)/i;
/** BuildKit takes all of a word for the name, `EOF>x` too, and lets blanks stand between `<<` and it. */
const HEREDOC = /^\d*<<(-?)[\t ]*(["']?)([^\s<"']+)\2$/;
const HEREDOC_WITHOUT_NAME = /^\d*<<$/;

/** Colours one line (without its line end). Linear in the line's length. */
export function tokenizeLine(line: string, state: LineState): { tokens: Token[]; state: LineState } {
  const tokens: Token[] = [];
  const push = (start: number, kind: TokenKind): void => {
    if (tokens.at(-1)?.kind !== kind) tokens.push({ start, kind });
  };

  if (state.heredocs.length > 0) return heredocLine(line, state, push, tokens);

  const indent = line.length - line.trimStart().length;
  if (indent === line.length) {
    push(0, 'plain');
    return { tokens, state: state.continues === '' ? { ...state, top: false } : state };
  }
  if (line[indent] === '#') {
    const directive = state.top ? DIRECTIVE.exec(line.slice(indent)) : null;
    push(0, directive ? 'directive' : 'comment');
    if (!directive) return { tokens, state: { ...state, top: false } };
    const tick = directive[1]?.toLowerCase() === 'escape' && directive[2] === '`';
    return { tokens, state: { ...state, escape: tick ? '`' : state.escape } };
  }
  return instructionLine(line, indent, state, push, tokens);
}

function behindBlanks(line: string, from: number, end: number): number {
  let at = from;
  while (at < end && (line[at] === ' ' || line[at] === '\t')) at++;
  return at;
}

type Push = (start: number, kind: TokenKind) => void;

function heredocLine(line: string, state: LineState, push: Push, tokens: Token[]) {
  const marked = state.heredocs[0] as string;
  const name = marked.replace(/^\t?"?/, '');
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  const ends = (marked.startsWith('\t') ? text.replace(/^\t+/, '') : text) === name;
  push(0, ends ? 'heredoc' : 'string');
  if (!ends && !/^\t?"/.test(marked)) variables(line, 0, line.length, 'string', push);
  return { tokens, state: ends ? { ...state, heredocs: state.heredocs.slice(1) } : state };
}

function instructionLine(line: string, indent: number, state: LineState, push: Push, tokens: Token[]) {
  const trimmed = line.trimEnd();
  const continued = trimmed.endsWith(state.escape);
  const end = continued ? trimmed.length - 1 : trimmed.length;
  let at = indent;
  let keyword = state.continues;
  let words = state.words;
  let { stages } = state;
  const heredocs: string[] = [];
  push(0, 'plain');

  while (at < end) {
    const char = line[at] as string;
    if (char === ' ' || char === '\t') {
      at++;
      continue;
    }
    const start = at;
    let stop = wordEnd(line, at, end);
    if (HEREDOC_KEYWORDS.has(keyword) && HEREDOC_WITHOUT_NAME.test(line.slice(start, stop)))
      stop = wordEnd(line, behindBlanks(line, stop, end), end);
    const word = line.slice(start, stop);
    const lower = word.toLowerCase();
    if (keyword === '' || (keyword === 'onbuild' && words === 0)) {
      const known = KEYWORDS.has(lower);
      push(start, known ? 'keyword' : 'plain');
      keyword = known ? lower : 'unknown';
      words = 0;
    } else if (words === 0 && word.startsWith('--')) {
      const equals = word.indexOf('=');
      push(start, 'flag');
      if (equals !== -1) {
        push(start + equals, 'plain');
        if (keyword === 'copy' && lower.startsWith('--from=')) {
          push(start + equals + 1, sourceKind(lower.slice(equals + 1), stages));
        } else if (keyword === 'run' && lower.startsWith('--mount=')) {
          mountOptions(line, start + equals + 1, stop, stages, push);
        } else variables(line, start + equals, stop, 'plain', push);
      }
    } else {
      const heredoc = HEREDOC_KEYWORDS.has(keyword) ? HEREDOC.exec(word) : null;
      if (heredoc) {
        // A shell reads the body of RUN, quoted name or not; COPY and ADD expand nothing in a quoted one.
        const literal = heredoc[2] !== '' && keyword !== 'run';
        heredocs.push((heredoc[1] === '-' ? '\t' : '') + (literal ? '"' : '') + (heredoc[3] as string));
        push(start, 'heredoc');
      } else {
        const kind = wordKind(keyword, words, word, stages);
        if (keyword === 'from' && kind === 'stage' && words === 2) stages += `${lower} `;
        push(start, kind);
        const equals = DECLARES.has(keyword) ? word.indexOf('=') : -1;
        const declared = DECLARES.has(keyword) && (equals > 0 || keyword === 'arg' || words === 0);
        if (declared) {
          push(start, 'variable');
          if (equals > 0) push(start + equals, 'plain');
        }
        if (!declared || equals > 0) variables(line, start + Math.max(equals, 0), stop, kind, push);
      }
      words++;
    }
    push(stop, 'plain');
    at = stop;
  }
  if (continued) push(end, 'escape');
  const open = continued && heredocs.length === 0;
  return {
    tokens,
    state: {
      ...state,
      top: false,
      continues: open ? keyword : '',
      words: open ? words : 0,
      heredocs,
      stages,
    },
  };
}

/** What a word is by its place: the image after FROM, AS, the stage's name. */
function wordKind(keyword: string, words: number, word: string, stages: string): TokenKind {
  const lower = word.toLowerCase();
  if (keyword === 'from') {
    // FROM alone looks at the case of a name.
    if (words === 0) return stages.includes(` ${word} `) ? 'stage' : 'image';
    if (words === 1 && lower === 'as') return 'keyword';
    return words === 2 ? 'stage' : 'plain';
  }
  if (keyword === 'healthcheck' && words === 0 && (lower === 'cmd' || lower === 'none')) return 'keyword';
  return 'plain';
}

/** What --from names: a stage above by its name or number, else an image. */
function sourceKind(name: string, stages: string): TokenKind {
  return /^\d+$/.test(name) || stages.includes(` ${name} `) ? 'stage' : 'image';
}

/** `type=bind,from=build,…`: the names of the options as flags, what `from` names as what it is. */
function mountOptions(line: string, from: number, to: number, stages: string, push: Push): void {
  let at = from;
  while (at < to) {
    const comma = line.indexOf(',', at);
    const stop = comma === -1 || comma > to ? to : comma;
    const equals = line.indexOf('=', at);
    push(at, 'flag');
    if (equals !== -1 && equals < stop) {
      push(equals, 'plain');
      if (line.slice(at, equals).toLowerCase() === 'from' && equals + 1 < stop) {
        push(equals + 1, sourceKind(line.slice(equals + 1, stop).toLowerCase(), stages));
      } else variables(line, equals, stop, 'plain', push);
    }
    push(stop, 'plain');
    at = stop + 1;
  }
}

/** Where the word that starts at `at` ends: a quoted blank does not end it. */
function wordEnd(line: string, at: number, end: number): number {
  let quote = '';
  for (let here = at; here < end; here++) {
    const char = line[here] as string;
    if (quote !== '') {
      if (char === '\\' && quote === '"') here++;
      else if (char === quote) quote = '';
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ' ' || char === '\t') return here;
  }
  return end;
}

/** Marks quotes and `$NAME`, `${…}` inside a stretch of text. */
function variables(line: string, from: number, to: number, around: TokenKind, push: Push): void {
  let quote = '';
  let at = from;
  while (at < to) {
    const char = line[at] as string;
    if (char === '\\') {
      at += 2;
    } else if (quote === '' && around !== 'string' && (char === '"' || char === "'")) {
      quote = char;
      push(at, 'string');
      at++;
    } else if (char === quote) {
      quote = '';
      at++;
      if (at < to) push(at, around);
    } else if (char === '$' && quote !== "'") {
      const stop = variableEnd(line, at, to);
      if (stop > at + 1) push(at, 'variable');
      at = stop;
      if (at < to) push(at, quote === '' ? around : 'string');
    } else at++;
  }
}

function variableEnd(line: string, at: number, to: number): number {
  let here = at + 1;
  if (line[here] === '{') {
    const close = line.indexOf('}', here);
    return close === -1 || close >= to ? to : close + 1;
  }
  while (here < to && /\w/.test(line[here] as string)) here++;
  return here;
}

/** Colours a whole text: for each line its stretches. Texts of any length, in linear time. */
export function tokenize(text: string): { text: string; kind: TokenKind }[][] {
  let state = initialState;
  return text.split('\n').map((line) => {
    const result = tokenizeLine(line, state);
    state = result.state;
    return result.tokens.map((token, at) => ({
      text: line.slice(token.start, result.tokens[at + 1]?.start ?? line.length),
      kind: token.kind,
    }));
  });
}
