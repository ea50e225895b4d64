/** The lines of sed's files, one after the other. */

/** A file that is read: its name, and its text one character a byte. */
export interface SedInput {
  readonly name: string;
  readonly text: string;
}

/** What one group of files leaves to the next. */
export interface SedState {
  readonly hold: { text: string };
  /** The number of the line that was taken last. */
  line: number;
}

export class Lines {
  private readonly list: { readonly text: string; readonly ended: boolean; readonly name: string }[] = [];
  private readonly separator: string;
  private readonly state: SedState;
  private next = 0;
  /** Whether the line that was taken last has a line end. */
  ended = true;

  constructor(inputs: readonly SedInput[], separator: string, state: SedState) {
    this.separator = separator;
    this.state = state;
    for (const { name, text } of inputs) {
      const parts = text.split(separator);
      const last = parts.pop() as string;
      for (const part of parts) this.list.push({ text: part, ended: true, name });
      if (last !== '') this.list.push({ text: last, ended: false, name });
    }
  }

  /** The number of the line that was taken last, from 1. */
  get number(): number {
    return this.state.line;
  }
  /** The file that it is of. */
  get name(): string {
    return this.list[this.next - 1]?.name ?? '-';
  }
  isLast(): boolean {
    return this.next >= this.list.length;
  }

  /** Takes the next line; undefined at the end. */
  take(): string | undefined {
    const line = this.list[this.next];
    if (!line) return undefined;
    this.next += 1;
    this.state.line += 1;
    this.ended = line.ended;
    return line.text;
  }

  /** Text of all that was not taken. */
  rest(): string {
    const left = this.list.slice(this.next).map(({ text, ended: end }) => text + (end ? this.separator : ''));
    return left.join('');
  }
}
