/** What sed prints and what its w writes. */

export class Output {
  private readonly separator: string;
  private readonly written: Map<string, string>;
  private readonly pieces: string[] = [];
  private readonly appended: string[] = [];
  /** The last line has no end yet. */
  private open = false;

  /** `written` takes what goes to files, by path. */
  constructor(separator: string, written: Map<string, string>) {
    this.separator = separator;
    this.written = written;
  }

  /** Prints a line; where `end` is false, its end comes only with what follows. */
  print(text: string, end = true): void {
    if (this.open) this.pieces.push(this.separator);
    this.pieces.push(text);
    if (end) this.pieces.push(this.separator);
    this.open = !end;
  }

  /** Prints text as it is. */
  raw(text: string): void {
    if (this.open && text !== '') {
      this.pieces.push(this.separator);
      this.open = false;
    }
    this.pieces.push(text);
  }

  /** Keeps text until the line at hand is printed. */
  append(text: string): void {
    this.appended.push(text);
  }
  /** Prints what was kept. */
  flush(): void {
    for (const text of this.appended) this.raw(text);
    this.appended.length = 0;
  }

  /** Adds text to a file; /dev/stdout is printed. */
  write(path: string, text: string): void {
    if (path === '/dev/stdout') this.raw(text);
    else this.written.set(path, (this.written.get(path) ?? '') + text);
  }

  text(): string {
    return this.pieces.join('');
  }
}
