import type { Range } from '../source.ts';
import type { ErrorHelp } from './errors.ts';
import type { ExpandedName } from './types.ts';

/** What is said besides BuildKit's words: why an error is one, and what to do. */

export const VARIABLE_IN_FROM: ErrorHelp = {
  why: 'Docker must know which stages need each other before any variable has a value.',
  advice:
    'Declare the ARG above the first FROM, add a stage "FROM $NAME AS source", and copy with --from=source.',
};

export const STAGE_INDEX: ErrorHelp = {
  why: 'A number after --from counts the stages from 0, in the order of the file.',
  advice: 'Give the stage a name with AS and write that name: it stays right when stages are added.',
};

export const TRIGGER: ErrorHelp = {
  why: 'The base has an ONBUILD instruction, which runs here, right after FROM.',
};

export function blankBase(name: ExpandedName): ErrorHelp {
  const [first] = name.unset;
  const why = 'FROM must name an image or a stage, and what stands here comes to nothing.';
  if (first === undefined) return { why };
  const advice = first.declared
    ? `ARG ${first.name} has no value: give it a default (ARG ${first.name}=…), or pass --build-arg ${first.name}=….`
    : `Declare ARG ${first.name}=… above the first FROM: FROM sees no other ARG.`;
  return { why, advice };
}

export function badReference(stage: string | undefined): ErrorHelp {
  if (stage !== undefined) {
    return {
      why: 'Docker keeps stage names in lower case, and FROM finds a stage only by exactly that name; so this is taken for an image.',
      advice: `Write ${stage}.`,
    };
  }
  return {
    why: 'An image is named [registry/]name[:tag][@digest]: small letters, digits, and - _ . / between them.',
  };
}

export function cycle(others: readonly Range[]): ErrorHelp {
  return {
    why: 'These stages wait for each other, so none of them can be built first.',
    advice: 'Move what both need into a stage of its own, above them.',
    related: others.map((range) => ({ range, message: 'this needs the other stage too' })),
  };
}

export function laterStage(range: Range): ErrorHelp {
  return {
    why: 'A stage can take files only from stages that stand above it.',
    advice: 'Move the other stage above this one.',
    related: [{ range, message: 'the stage starts here' }],
  };
}
