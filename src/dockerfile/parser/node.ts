import type { Heredoc } from '../instructions/types.ts';
import type { LineRange, Range } from '../source.ts';
import type { Statement } from './statement.ts';
import type { Node } from './types.ts';

/** What a statement learns from the lines around it. */
export interface Where {
  readonly heredocs: readonly Heredoc[];
  readonly range: Range;
  readonly lines: LineRange;
}

/** A statement with its place, its heredocs and the comments above it; ONBUILD's trigger shares them. */
export function nodeOf(
  statement: Statement,
  original: string,
  comments: readonly string[],
  where: Where,
): Node {
  const { trigger, triggerText } = statement;
  return {
    keyword: statement.keyword,
    keywordText: statement.keywordText,
    keywordRange: statement.keywordRange,
    words: statement.words,
    flags: statement.flags,
    json: statement.json,
    legacy: statement.legacy,
    heredocs: where.heredocs,
    comments,
    original,
    range: where.range,
    lines: where.lines,
    trigger:
      trigger &&
      nodeOf(trigger, triggerText ?? '', [], {
        ...where,
        range: { start: trigger.keywordRange.start, end: where.range.end },
      }),
  };
}
