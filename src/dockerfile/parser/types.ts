import type { Diagnostic } from '../diagnostic.ts';
import type { Flag, Heredoc, Word } from '../instructions/types.ts';
import type { LineRange, Range } from '../source.ts';

/** `# name=value` before anything else. */
export interface Directive {
  /** Lower case. */
  readonly name: string;
  readonly value: string;
  readonly range: Range;
}

/** A comment line. */
export interface Comment {
  /** Without `#` and the blank behind it. */
  readonly text: string;
  readonly range: Range;
}

/** One statement as the parser reads it, before its keyword gives it meaning. BuildKit's `parser.Node`. */
export interface Node {
  /** Lower case, as BuildKit stores it. */
  readonly keyword: string;
  readonly keywordText: string;
  readonly keywordRange: Range;
  /** The arguments, split as the keyword's own rule says (words, key and value, JSON, one string). */
  readonly words: readonly Word[];
  readonly flags: readonly Flag[];
  /** True where the JSON (exec) form was taken. */
  readonly json: boolean;
  /** ENV and LABEL (whose words are key, value, key, value …): true for the old `ENV key value`. */
  readonly legacy: boolean;
  readonly heredocs: readonly Heredoc[];
  readonly comments: readonly string[];
  readonly original: string;
  readonly range: Range;
  readonly lines: LineRange;
  /** ONBUILD: the statement behind it. */
  readonly trigger?: Node;
}

/** What the text says before keywords have a meaning. BuildKit's `parser.Result`. */
export interface ParsedDockerfile {
  readonly directives: readonly Directive[];
  readonly nodes: readonly Node[];
  readonly comments: readonly Comment[];
  readonly escapeToken: '\\' | '`';
  /** Errors that stop the parser and warnings (empty continuation lines), in order. */
  readonly diagnostics: readonly Diagnostic[];
}
