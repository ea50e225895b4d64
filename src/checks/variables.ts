import type {
  Analysis,
  KeyValue,
  QuickFix,
  Range,
  Stage,
  Step,
  UnsetVariable,
  Word,
} from '../dockerfile/index.ts';
import { replacing } from './fix.ts';
import { isPlainImage, rootImage } from './known-images.ts';
import { scriptWith } from './run-script.ts';
import { parseScript } from './script.ts';
import { stageBelow, stepsWith } from './walk.ts';

/** Build arguments that Docker sets by itself, for stages that declare them. */
export const PLATFORM_ARGS = /^(TARGET|BUILD)(PLATFORM|OS|ARCH|VARIANT)$/;

/** Where a name is declared that a stage does not see. */
export interface Declaration {
  readonly range: Range;
  /** True for an ARG before the first FROM. */
  readonly global: boolean;
  readonly stage?: Stage;
}

/** Who declares a name, in the order of the text. */
type Declarations = Map<string, Declaration[]>;

/** The last answers, and the analysis that they are of. */
let declared: { readonly analysis?: Analysis; ARG?: Declarations; ENV?: Declarations } = {};

function declarationsOf(analysis: Analysis, keyword: 'ARG' | 'ENV'): Declarations {
  if (analysis !== declared.analysis) declared = { analysis };
  declared[keyword] ??= findDeclarations(analysis, keyword);
  return declared[keyword];
}

function findDeclarations(analysis: Analysis, keyword: 'ARG' | 'ENV'): Declarations {
  const all: Declarations = new Map();
  if (keyword === 'ARG') for (const { args } of analysis.globalArgs) note(all, args);
  for (const { stage, step } of stepsWith(analysis, keyword)) {
    const { instruction, trigger } = step;
    if (!trigger) note(all, instruction.keyword === 'ARG' ? instruction.args : instruction.pairs, stage);
  }
  return all;
}

function note(all: Declarations, keys: readonly Pick<KeyValue, 'key'>[], stage?: Stage): void {
  for (const { key } of keys) {
    const declaration = { range: key.range, global: stage === undefined, stage };
    const others = all.get(key.text);
    if (others === undefined) all.set(key.text, [declaration]);
    else others.push(declaration);
  }
}

/** An ARG or ENV of this name before the first FROM, in a stage that is not below `stage`, or further down in it. */
export function declaredElsewhere(
  analysis: Analysis,
  stage: Stage,
  name: string,
  keyword: 'ARG' | 'ENV',
): Declaration | undefined {
  return declarationsOf(analysis, keyword)
    .get(name)
    ?.find((declaration) => declaration.stage === undefined || !isBelow(analysis, declaration.stage, stage));
}

function isBelow(analysis: Analysis, lower: Stage, stage: Stage): boolean {
  let below = stageBelow(analysis, stage);
  while (below !== undefined && below.index > lower.index) below = stageBelow(analysis, below);
  return below === lower;
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

/**
 * The edit that puts the right name in place of a wrong one; undefined where there is no better name, or
 * where the name does not stand in the text just so (in quotes, over two lines).
 */
export function renaming(
  { source }: Analysis,
  { name, range, suggestion }: UnsetVariable,
): QuickFix | undefined {
  if (suggestion === undefined || range.start.line !== range.end.line) return undefined;
  const written = source.slice(range);
  const at = written.startsWith(`\${${name}`) ? 2 : 1;
  if (written !== `$${name}` && !(at === 2 && /^[:}]/.test(written.slice(at + name.length))))
    return undefined;
  const { line, character } = range.start;
  const start = { line, character: character + at };
  const end = { line, character: start.character + name.length };
  return replacing({ start, end }, suggestion, `Change ${name} to ${suggestion}`);
}

/** A variable, and a way to where it is used. */
export interface Use {
  readonly name: string;
  readonly range: () => Range;
}

/** Variables that a step uses without a default of their own and without setting them. */
export function usesIn(analysis: Analysis, stage: Stage, step: Step): readonly Use[] {
  const { instruction } = step;
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT': {
      const script = scriptWith('$', analysis, stage, instruction.command);
      if (script === undefined) return NO_USES;
      return script.variables
        .filter(({ name, hasDefault }) => !hasDefault && !script.assigned.has(name))
        .map((use) => ({ name: use.name, range: () => script.rangeOf(use) }));
    }
  }
  if (!instruction.original.includes('$')) return NO_USES;
  switch (instruction.keyword) {
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
      return NO_USES;
  }
}

const NO_USES: readonly Use[] = [];

function inWords(words: readonly Word[]): Use[] {
  return words.flatMap(({ text, range }) => {
    if (!text.includes('$')) return [];
    const { variables } = parseScript(text);
    return variables
      .filter(({ hasDefault }) => !hasDefault)
      .map(({ name }) => ({ name, range: () => range }));
  });
}
