/** What the page remembers of how a learner likes it; nothing of this is progress. */
const PREFIX = 'stagecraft:workbench:';

/** Reads a preference; undefined where there is none or the browser keeps nothing. */
export function preference(name: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + name) ?? undefined;
  } catch {
    return undefined;
  }
}

/** Keeps a preference; where that is not possible it lasts as long as the page. */
export function prefer(name: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + name, value);
  } catch {
    // A full or blocked storage: progress/ tells the learner, a pane's width is not worth a second word.
  }
}
