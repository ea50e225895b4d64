/**
 * Content of which the bytes are not known, on its way through a pipe: a mark stands for it, which whoever reads it
 * changes back. A command that knows nothing of marks must say that it cannot tell what it read.
 */
import type { FileContent } from './types.ts';

const START = '\u0001stagecraft content ';
/** Its end is no letter that a pattern may hold. */
const END = '\u0001';

/** The content that is on its way in one step. */
export class Streams {
  private readonly known: FileContent[] = [];

  /** A mark for a content. */
  mark(content: FileContent): string {
    this.known.push(content);
    return `${START}${this.known.length - 1}${END}`;
  }

  /** What a text is, where a mark is in it; a mark among other text stands for something of unknown size. */
  read(text: string): FileContent | undefined {
    const at = text.indexOf(START);
    if (at < 0) return undefined;
    const end = text.indexOf(END, at + START.length);
    const content = end < 0 ? undefined : this.known[Number(text.slice(at + START.length, end))];
    return content && at === 0 && end === text.length - 1 ? content : MIXED;
  }
}

const MIXED: FileContent = {
  size: { bytes: 0, certainty: 'unknown', why: 'a part of it is not known' },
};

/** A text without its marks. */
export function withoutMarks(text: string): string {
  let out = '';
  let from = 0;
  for (let at = text.indexOf(START); at >= 0; at = text.indexOf(START, from)) {
    out += text.slice(from, at);
    const end = text.indexOf(END, at + START.length);
    from = end < 0 ? text.length : end + 1;
  }
  return out + text.slice(from);
}

/** Whether content that is not known is in a text. */
export function hasMark(text: string): boolean {
  return text.includes(START);
}
