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
  /** Marks that somebody has to read, and what is not known where nobody does. */
  private readonly waiting = new Map<number, string>();

  /** A mark for a content. `why` says what is not known where the mark gets lost in a variable. */
  mark(content: FileContent, why?: string): string {
    this.known.push(content);
    const number = this.known.length - 1;
    if (why !== undefined) this.waiting.set(number, why);
    return `${START}${number}${END}`;
  }

  /**
   * What is not known because marks were neither read nor printed: a variable took them, and what became of it
   * nobody saw.
   * @param printed what the step has printed; only what stands at its end was certainly printed as it came
   */
  lost(printed: string): string[] {
    let end = printed.length;
    for (;;) {
      const at = printed.lastIndexOf(START, end - 1);
      if (at < 0 || printed.indexOf(END, at + START.length) !== end - 1) break;
      this.waiting.delete(Number(printed.slice(at + START.length, end - 1)));
      end = at;
    }
    return [...new Set(this.waiting.values())];
  }

  /** What a text is, where a mark is in it; a mark among other text stands for something of unknown size. */
  read(text: string): FileContent | undefined {
    const at = text.indexOf(START);
    if (at < 0) return undefined;
    const end = text.indexOf(END, at + START.length);
    const number = end < 0 ? -1 : Number(text.slice(at + START.length, end));
    const content = this.known[number];
    if (!content || at !== 0 || end !== text.length - 1) return MIXED;
    this.waiting.delete(number);
    return content;
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
