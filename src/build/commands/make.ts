/**
 * make with simple Makefiles: variables, targets, prerequisites, recipes, automatic variables. What goes
 * beyond that (functions, conditionals, includes, pattern rules) is not followed. Words of GNU make 4.4.
 */
import { makeByCMake } from './cmake/index.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed, type ToolCall, type ToolResult } from './types.ts';

interface Rule {
  readonly target: string;
  readonly needs: readonly string[];
  readonly recipe: readonly { readonly text: string; readonly line: number }[];
}

interface Makefile {
  readonly rules: ReadonlyMap<string, Rule>;
  readonly variables: Map<string, string>;
  readonly phony: ReadonlySet<string>;
  readonly first?: string;
  /** What is not followed, if anything. */
  readonly beyond?: string;
}

const BUILT_IN: readonly (readonly [string, string])[] = [
  ['CC', 'cc'],
  ['CXX', 'g++'],
  ['RM', 'rm -f'],
  ['MAKE', 'make'],
  ['AR', 'ar'],
];
const MAX_DEPTH = 50;

/** Replaces `$(NAME)`, `${NAME}` and `$X`; undefined where a function is called. */
function expand(text: string, variables: ReadonlyMap<string, string>, depth = 0): string | undefined {
  if (depth > MAX_DEPTH) return undefined;
  let out = '';
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== '$') {
      out += text[at];
      continue;
    }
    const next = text[++at] ?? '';
    if (next === '$') {
      out += '$';
      continue;
    }
    let name = next;
    if (next === '(' || next === '{') {
      const end = text.indexOf(next === '(' ? ')' : '}', at);
      if (end < 0) return undefined;
      name = text.slice(at + 1, end);
      if (/[ $:(]/.test(name)) return undefined;
      at = end;
    }
    const value = expand(variables.get(name) ?? '', variables, depth + 1);
    if (value === undefined) return undefined;
    out += value;
  }
  return out;
}

function parse(text: string, given: ReadonlyMap<string, string>, env: ReadonlyMap<string, string>): Makefile {
  const variables = new Map([...BUILT_IN, ...env, ...given]);
  const rules = new Map<string, Rule>();
  const phony = new Set<string>();
  let first: string | undefined;
  let beyond: string | undefined;
  let open: { target: string; needs: string[]; recipe: { text: string; line: number }[] }[] = [];
  const lines = text.replace(/\\\r?\n/g, ' \u0002').split('\n');
  let number = 0;
  for (const raw of lines) {
    number += 1;
    const own = number;
    number += raw.split('\u0002').length - 1;
    const line = raw.replaceAll('\u0002', '');
    if (line.startsWith('\t')) {
      for (const rule of open) rule.recipe.push({ text: line.slice(1), line: own });
      continue;
    }
    const plain = line.replace(/(^|[ \t])#.*$/, '').trim();
    if (plain === '') continue;
    if (/^(include|-include|sinclude|ifeq|ifneq|ifdef|ifndef|else|endif|define|endef|vpath)\b/.test(plain))
      beyond ??= `line ${own}: ${plain.split(/\s/, 1)[0]}`;
    const assignment = /^(?:export\s+|override\s+)?([\w.-]+)\s*(\?=|\+=|::?=|=|!=)\s*(.*)$/.exec(plain);
    if (assignment) {
      const [, name = '', operator, value = ''] = assignment;
      open = [];
      if (given.has(name)) continue;
      if (operator === '!=') beyond ??= `line ${own}: !=`;
      if (operator === '?=' && variables.has(name)) continue;
      const old = variables.get(name);
      variables.set(
        name,
        operator === '+=' && old
          ? `${old} ${value}`
          : operator?.startsWith(':')
            ? (expand(value, variables) ?? `$(shell)`)
            : value,
      );
      continue;
    }
    const colon = plain.indexOf(':');
    if (colon < 0) continue;
    const [needsText = '', inline] = plain
      .slice(colon + 1)
      .replace(/^:/, '')
      .split(';', 2);
    const targets = (expand(plain.slice(0, colon), variables) ?? '').split(/\s+/).filter(Boolean);
    const needs = expand(needsText, variables);
    if (needs === undefined) beyond ??= `line ${own}: a function`;
    const list = (needs ?? '').split(/\s+/).filter((word) => word !== '' && word !== '|');
    if (targets[0] === '.PHONY') {
      for (const one of list) phony.add(one);
      open = [];
      continue;
    }
    if (targets.some((one) => one.includes('%'))) beyond ??= `line ${own}: a pattern rule`;
    open = targets.map((target) => ({
      target,
      needs: [...(rules.get(target)?.needs ?? []), ...list],
      recipe: inline === undefined ? [] : [{ text: inline.trim(), line: own }],
    }));
    for (const rule of open) {
      rules.set(rule.target, rule);
      if (!rule.target.startsWith('.')) first ??= rule.target;
    }
  }
  return {
    rules,
    variables,
    phony,
    ...(first === undefined ? {} : { first }),
    ...(beyond === undefined ? {} : { beyond }),
  };
}

class Run {
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

export const make = defineTool({
  names: ['make', 'gmake'],
  origin: 'toolchain',
  async run(call): Promise<ToolResult> {
    // `-j` may stand alone or with a number.
    const words = call.args.flatMap((word, at) =>
      /^\d+$/.test(word) && call.args[at - 1] === '-j' ? [] : [word.startsWith('-j') ? '-j' : word],
    );
    const options = readOptions(words, {
      short: 'jC:f:sknBiwe',
      long: {
        directory: 'C',
        file: 'f',
        makefile: 'f',
        silent: 's',
        quiet: 's',
        jobs: 'j',
        'keep-going': 'k',
        'no-print-directory': 'n2',
        'always-make': 'B',
      },
    });
    const cwd = call.files.resolve(options.values.get('C') ?? '.');
    if (!call.files.isDirectory(cwd))
      return failed(`make: *** ${options.values.get('C')}: No such file or directory.  Stop.`, 2);
    const wished = options.values.get('f');
    const name =
      wished ?? ['GNUmakefile', 'makefile', 'Makefile'].find((one) => call.files.exists(`${cwd}/${one}`));
    const goals = options.operands.filter((word) => !/^\w+[:?+]?=/.test(word));
    const given = new Map(
      options.operands
        .filter((word) => /^\w+[:?+]?=/.test(word))
        .map(
          (word) =>
            [
              word.slice(0, word.indexOf('=')).replace(/[:?+]$/, ''),
              word.slice(word.indexOf('=') + 1),
            ] as const,
        ),
    );
    if (
      name === undefined ||
      (wished !== undefined && !call.files.exists(wished.startsWith('/') ? wished : `${cwd}/${wished}`))
    ) {
      if (call.files.stat(`${cwd}/Makefile`).kind === 'unknown') {
        call.unknown('what the Makefile says is not known');
        return {};
      }
      if (wished !== undefined)
        return failed(
          `make: ${wished}: No such file or directory\nmake: *** No rule to make target '${wished}'.  Stop.`,
          2,
        );
      return failed(
        goals[0] === undefined
          ? 'make: *** No targets specified and no makefile found.  Stop.'
          : `make: *** No rule to make target '${goals[0]}'.  Stop.`,
        2,
      );
    }
    const text = call.files.read(name.startsWith('/') ? name : `${cwd}/${name}`);
    if (text === undefined) {
      const byCMake = wished === undefined ? makeByCMake(call, cwd, goals) : undefined;
      if (byCMake) {
        if (!options.has('C')) return byCMake;
        const stdout = `make: Entering directory '${cwd}'\n${byCMake.stdout ?? ''}make: Leaving directory '${cwd}'\n`;
        return { ...byCMake, stdout };
      }
      call.unknown('what the Makefile says is not known');
      return {};
    }
    const makefile = parse(text, given, call.env);
    if (makefile.beyond !== undefined)
      call.unknown(`the Makefile uses what is not followed here (${makefile.beyond})`);
    const targets = goals.length > 0 ? goals : makefile.first === undefined ? [] : [makefile.first];
    if (targets.length === 0) return failed('make: *** No targets.  Stop.', 2);
    const run = new Run(call, makefile, name, options.has('s'), cwd);
    for (const target of targets) {
      const before = run.anythingRan();
      const code = await run.make(target);
      if (code !== 0) return { stdout: run.stdout, stderr: run.stderr, exitCode: code };
      if (!run.ran(target) && run.anythingRan() === before)
        run.stdout += run.hasRecipe(target)
          ? `make: '${target}' is up to date.\n`
          : `make: Nothing to be done for '${target}'.\n`;
    }
    return { stdout: run.stdout, stderr: run.stderr };
  },
});
