import type { Stage, Step } from '../../dockerfile/index.ts';
import { type LanguageDocument, stageAt } from './document.ts';
import type { Statement } from './statements.ts';

/** A variable as an instruction sees it. */
export interface VisibleVariable {
  readonly name: string;
  readonly value: string;
  /** `arg`: only while the image is built. `env`: in the container, too. `platform`: set by Docker. */
  readonly kind: 'arg' | 'env' | 'platform';
}

const PLATFORM = /^(BUILD|TARGET)(PLATFORM|OS|ARCH|VARIANT|OSVERSION|STAGE)$/;

/** What `$name` may stand for in a statement, right or wrong, in the order of their names. */
export function variablesAt(document: LanguageDocument, statement: Statement): VisibleVariable[] {
  const { analysis } = document;
  const stage = stageAt(document, statement.lines.start);
  const isFrom = statement.keyword === 'FROM';
  if (isFrom || !stage) {
    const before = analysis.globalArgs.filter((arg) => arg.lines.start < statement.lines.start);
    const declared = new Set(before.flatMap((arg) => arg.args.map(({ key }) => key.text)));
    return sorted(
      [...analysis.globalVariables]
        .filter(([name]) => declared.has(name) || (isFrom && PLATFORM.test(name)))
        .map(([name, value]) => ({ name, value, kind: kindOf(name, false) })),
    );
  }
  const { all, env } = seenIn(stage, statement.lines.start);
  return sorted([...all].map(([name, value]) => ({ name, value, kind: kindOf(name, env.has(name)) })));
}

/** The variables that stand before a 0-based line of a stage. */
function seenIn(stage: Stage, line: number) {
  const steps = stage.steps.filter((step) => !step.trigger);
  const here = steps.find((step) => step.instruction.lines.start >= line);
  if (here) return { all: withDeclared(here), env: here.env };
  const last = steps.at(-1);
  if (!last) return { all: stage.config.env, env: stage.config.env };
  const all = withDeclared(last);
  const { expanded } = last;
  if (expanded.keyword === 'ENV') for (const { key, value } of expanded.pairs) all.set(key.text, value.text);
  if (expanded.keyword === 'ARG') {
    for (const { key, value } of expanded.args) {
      if (value !== undefined || !all.has(key.text)) all.set(key.text, value?.text ?? '');
    }
  }
  return { all, env: stage.config.env };
}

/** The variables of a step, arguments without a value included. */
function withDeclared({ args, variables }: Step): Map<string, string> {
  return new Map([...args, ...variables]);
}

function kindOf(name: string, isEnv: boolean): VisibleVariable['kind'] {
  if (isEnv) return 'env';
  return PLATFORM.test(name) ? 'platform' : 'arg';
}

function sorted(variables: VisibleVariable[]): VisibleVariable[] {
  return variables.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
