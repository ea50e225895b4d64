/** Which commands of sed are for the line at hand. */
import type { Address, Command } from './commands.ts';
import type { Lines } from './lines.ts';
import type { PatternSpace } from './space.ts';

export class Choice {
  private readonly lines: Lines;
  private readonly space: PatternSpace;
  /** The commands between their two addresses, with the line that is their last; NaN where it is not known yet. */
  private readonly active = new Map<Command, number>();

  constructor(commands: readonly Command[], lines: Lines, space: PatternSpace, gnu: boolean) {
    this.lines = lines;
    this.space = space;
    for (const command of commands)
      if (gnu && command.from?.kind === 'line' && command.from.line === 0)
        this.active.set(command, Number.NaN);
  }

  /** Whether a command is between its two addresses, and not at the second. */
  isWithin(command: Command): boolean {
    return this.active.has(command);
  }

  /** Whether a command is for the line at hand. */
  chosen(command: Command): boolean {
    const { from, to } = command;
    if (!from) return true;
    if (!to) return this.isAt(from);
    const line = this.lines.number;
    const until = this.active.get(command);
    if (until === undefined) {
      if (!this.isAt(from)) return false;
      let end = Number.NaN;
      if (to.kind === 'line') end = to.line;
      else if (to.kind === 'plus') end = line + to.lines;
      else if (to.kind === 'multiple') end = to.lines === 0 ? line : Math.ceil(line / to.lines) * to.lines;
      if (!(end <= line) && !(to.kind === 'last' && this.lines.isLast())) this.active.set(command, end);
      return true;
    }
    if (Number.isNaN(until)) {
      if (this.isAt(to)) this.active.delete(command);
      return true;
    }
    if (line >= until) this.active.delete(command);
    return line <= until || this.isAt(from);
  }

  private isAt(address: Address): boolean {
    const line = this.lines.number;
    if (address.kind === 'line') return line === address.line;
    if (address.kind === 'last') return this.lines.isLast();
    if (address.kind === 'match') return this.space.expression(address.regex)?.test(this.space.text) ?? false;
    if (address.kind === 'step')
      return address.step === 0
        ? line === address.first
        : line >= address.first && (line - address.first) % address.step === 0;
    return false;
  }
}
