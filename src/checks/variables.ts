import type { Analysis, Range, Stage, Step, Word } from '../dockerfile/index.ts';
import { isPlainImage, rootImage } from './known-images.ts';
import { scriptOf } from './run-script.ts';
import { parseScript } from './script.ts';
import { chainOf } from './walk.ts';

/** Build arguments that Docker sets by itself, for stages that declare them. */
export const PLATFORM_ARGS: ReadonlySet<string> = new Set(
  ['TARGET', 'BUILD'].flatMap((side) => ['PLATFORM', 'OS', 'ARCH', 'VARIANT'].map((part) => side + part)),
);

/** Where a name is declared that a stage does not see. */
export interface Declaration {
  readonly range: Range;
  /** True for an ARG before the first FROM. */
  readonly global: boolean;
  readonly stage?: Stage;
}

/** An ARG or ENV of this name before the first FROM, in a stage that is not below `stage`, or further down in it. */
export function declaredElsewhere(
  analysis: Analysis,
  stage: Stage,
  name: string,
  keyword: 'ARG' | 'ENV',
): Declaration | undefined {
  if (keyword === 'ARG') {
    for (const { args } of analysis.globalArgs) {
      const word = args.find(({ key }) => key.text === name)?.key;
      if (word !== undefined) return { range: word.range, global: true };
    }
  }
  const below = chainOf(analysis, stage).slice(0, -1);
  for (const other of analysis.stages) {
    if (below.includes(other)) continue;
    for (const { instruction, trigger } of other.steps) {
      if (trigger || instruction.keyword !== keyword) continue;
      const keys = instruction.keyword === 'ARG' ? instruction.args : instruction.pairs;
      const word = keys.find(({ key }) => key.text === name)?.key;
      if (word !== undefined) return { range: word.range, global: false, stage: other };
    }
  }
  return undefined;
}

/**
 * Whether the base image may set a variable although the Dockerfile does not show it: true where
 * nothing is known of the image, and for names that images like to use.
 */
export function imageMaySet(stage: Stage, name: string): boolean {
  const { rootBase } = stage;
  if (rootBase.kind === 'scratch') return false;
  if (rootBase.kind !== 'image') return true;
  if (rootBase.facts?.env !== undefined) return Object.hasOwn(rootBase.facts.env, name);
  return !isPlainImage(rootImage(stage)) || /_(VERSION|HOME|PATH|DIR|SHA256|URL)$/.test(name);
}

/** Variables that a step uses without a default of their own and without setting them. */
export function usesIn(analysis: Analysis, stage: Stage, step: Step): { name: string; range: Range }[] {
  const { instruction } = step;
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT': {
      const script = scriptOf(analysis, stage, instruction.command);
      if (script === undefined || !script.understood) return [];
      return script.variables
        .filter(({ name, hasDefault }) => !hasDefault && !script.assigned.has(name))
        .map((use) => ({ name: use.name, range: script.rangeOf(use) }));
    }
    case 'COPY':
    case 'ADD':
      return inWords([...instruction.sources, instruction.destination]);
    case 'ENV':
      return inWords(instruction.pairs.map(({ value }) => value));
    case 'WORKDIR':
      return inWords([instruction.path]);
    case 'USER':
      return inWords([instruction.user]);
    default:
      return [];
  }
}

function inWords(words: readonly Word[]): { name: string; range: Range }[] {
  return words.flatMap(({ text, range }) => {
    if (!text.includes('$')) return [];
    const { variables } = parseScript(text);
    return variables.filter(({ hasDefault }) => !hasDefault).map(({ name }) => ({ name, range }));
  });
}
