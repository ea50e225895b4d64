import type { Instruction, RunInstruction } from '../instructions/types.ts';
import { joinPath } from './config.ts';
import type { Analysis, Stage } from './types.ts';

/** A build argument, a secret or an SSH agent that the target can be given. */
export interface OutlineEntry {
  readonly name: string;
  /** 0-based. */
  readonly line: number;
  /** Build arguments: the value without --build-arg; the empty string where there is none. */
  readonly value?: string;
  /** The comment above, where it starts with the name. */
  readonly description?: string;
  /** Secrets and SSH: the build fails without it. */
  readonly required?: boolean;
}

/** What `docker build --call=outline` lists: all that the target, and what it is built from, can be given. */
export interface Outline {
  readonly name?: string;
  readonly description?: string;
  readonly args: readonly OutlineEntry[];
  readonly secrets: readonly OutlineEntry[];
  readonly ssh: readonly OutlineEntry[];
}

/** The outline of the target; empty where there is no stage. */
export function outlineOf(analysis: Analysis): Outline {
  const { stages, graph } = analysis;
  const target = graph.target === undefined ? undefined : stages[graph.target];
  const lists = { args: new Entries(), secrets: new Entries(), ssh: new Entries() };
  const visited = new Set<number>();
  const open = target === undefined ? [] : [target];
  for (let stage = open.pop(); stage !== undefined; stage = open.pop()) {
    if (visited.has(stage.index)) continue;
    visited.add(stage.index);
    collectArgs(analysis, stage, lists.args);
    for (const { instruction, expanded } of stage.steps) {
      if (expanded.keyword === 'RUN') collectMounts(instruction, expanded, lists);
    }
    // What the stage itself says comes before what the stages below it say.
    const next = stage.steps.flatMap(({ dependencies }) => dependencies.map(({ source }) => source));
    for (const source of [...next.reverse(), stage.base]) {
      const below = source.kind === 'stage' ? stages[source.index] : undefined;
      if (below !== undefined) open.push(below);
    }
  }
  return {
    ...(target?.name === undefined ? {} : { name: target.name }),
    ...(target?.description === undefined ? {} : { description: target.description }),
    args: lists.args.sorted(),
    secrets: lists.secrets.sorted(),
    ssh: lists.ssh.sorted(),
  };
}

/** The first entry of each name, by line at last. */
class Entries {
  readonly #byName = new Map<string, OutlineEntry>();

  add(entry: OutlineEntry): void {
    if (!this.#byName.has(entry.name)) this.#byName.set(entry.name, entry);
  }

  sorted(): OutlineEntry[] {
    return [...this.#byName.values()].sort((a, b) => a.line - b.line);
  }
}

/** ARGs of the stage and of the stages below it, and the global ones that these stand on. */
function collectArgs({ stages, globalArgValues }: Analysis, stage: Stage, into: Entries): void {
  const own = new Map<string, OutlineEntry>();
  const used = new Set<string>();
  const chain = [stage];
  for (let { base } = stage; base.kind === 'stage'; ) {
    const below = stages[base.index] as Stage;
    chain.unshift(below);
    base = below.base;
  }
  for (const { steps, baseExpansion, platformExpansion } of chain) {
    for (const name of [...baseExpansion.used, ...(platformExpansion?.used ?? [])]) used.add(name);
    for (const { instruction, expanded } of steps) {
      if (instruction.keyword !== 'ARG' || expanded.keyword !== 'ARG') continue;
      for (const [index, { key, value }] of instruction.args.entries()) {
        const name = key.text;
        used.add(name);
        const now = expanded.args[index]?.value?.text;
        // Without a default of its own it is the global ARG of that name.
        if (value === undefined && now !== undefined) continue;
        own.set(name, entryOf(name, instruction, now ?? ''));
      }
    }
  }
  for (const name of used) for (const each of globalArgValues.get(name)?.uses ?? []) used.add(each);
  for (const name of used) {
    const global = globalArgValues.get(name);
    const entry = own.get(name);
    if (entry !== undefined) into.add(entry);
    else if (global !== undefined) into.add(entryOf(name, global.instruction, global.value ?? ''));
  }
}

function entryOf(name: string, { comments, lines }: Instruction, value: string): OutlineEntry {
  const found = comments.find((comment) => comment.startsWith(`${name} `));
  return {
    name,
    value,
    line: lines.start,
    ...(found === undefined ? {} : { description: found.slice(name.length + 1) }),
  };
}

function collectMounts(
  { lines }: Instruction,
  { mounts }: RunInstruction,
  { secrets, ssh }: { readonly secrets: Entries; readonly ssh: Entries },
): void {
  for (const { type, id, source, target, required = false } of mounts) {
    const line = lines.start;
    if (type === 'ssh') ssh.add({ name: id?.text || 'default', line, required });
    if (type !== 'secret') continue;
    const path = joinPath('/', target?.text ?? '');
    const name = source?.text || id?.text || path.slice(path.lastIndexOf('/') + 1);
    secrets.add({ name, line, required });
  }
}
