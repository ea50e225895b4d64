/** Makes targets: prerequisites first, then the recipe. Words of GNU make 4.4. */
import type { ToolCall } from '../types.ts';
import { expand, type Makefile } from './makefile.ts';

export class Run {
  stdout = '';
  stderr = '';
  private readonly call: ToolCall;
  private readonly makefile: Makefile;
  private readonly name: string;
  private readonly silent: boolean;
  private readonly cwd: string;
  private readonly done = new Map<string, boolean>();

  constructor(call: ToolCall, makefile: Makefile, name: string, silent: boolean, cwd: string) {
    this.call = call;
    this.makefile = makefile;
    this.name = name;
    this.silent = silent;
    this.cwd = cwd;
  }

  /** Makes a target; gives the exit code, and notes in `done` whether a recipe ran. */
  async make(target: string, needed?: string): Promise<number> {
    if (this.done.has(target)) return 0;
    this.done.set(target, false);
    const rule = this.makefile.rules.get(target);
    const path = target.startsWith('/') ? target : `${this.cwd}/${target}`;
    const there = this.call.files.stat(path);
    if (!rule) {
      if (there.kind === 'found') return 0;
      if (there.kind === 'unknown' || this.makefile.beyond !== undefined) {
        this.call.unknown(`how make comes to ${target} is not followed`);
        return 0;
      }
      this.stderr +=
        needed === undefined
          ? `make: *** No rule to make target '${target}'.  Stop.\n`
          : `make: *** No rule to make target '${target}', needed by '${needed}'.  Stop.\n`;
      return 2;
    }
    let newer = there.kind === 'absent' || this.makefile.phony.has(target);
    for (const need of rule.needs) {
      const code = await this.make(need, target);
      if (code !== 0) return code;
      if (this.done.get(need)) newer = true;
    }
    // Times are not kept: what is there and was not made just now counts as new enough.
    if (!newer) return 0;
    this.done.set(target, rule.recipe.length > 0);
    const automatic = new Map([
      ...this.makefile.variables,
      ['@', target],
      ['<', rule.needs[0] ?? ''],
      ['^', [...new Set(rule.needs)].join(' ')],
      ['+', rule.needs.join(' ')],
      ['?', rule.needs.join(' ')],
    ]);
    for (const { text, line } of rule.recipe) {
      const expanded = expand(text, automatic);
      if (expanded === undefined) {
        this.call.unknown(`line ${line} of the Makefile calls a function of make, which is not followed`);
        continue;
      }
      const prefix = /^[@+-]*/.exec(expanded.trim())?.[0] ?? '';
      const command = expanded.trim().slice(prefix.length).trim();
      if (command === '') continue;
      if (!this.silent && !prefix.includes('@')) this.stdout += `${command}\n`;
      const result = await this.call.run(command, { cwd: this.cwd });
      this.stdout += result.stdout;
      this.stderr += result.stderr;
      if (result.exitCode === 0) continue;
      const where = `[${this.name}:${line}: ${target}] Error ${result.exitCode}`;
      if (prefix.includes('-')) {
        this.stderr += `make: ${where} (ignored)\n`;
        continue;
      }
      this.stderr += `make: *** ${where}\n`;
      return 2;
    }
    return 0;
  }

  ran(target: string): boolean {
    return this.done.get(target) === true;
  }

  hasRecipe(target: string): boolean {
    return (this.makefile.rules.get(target)?.recipe.length ?? 0) > 0;
  }

  anythingRan(): boolean {
    return [...this.done.values()].includes(true);
  }
}
