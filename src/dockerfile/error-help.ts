/**
 * Why an error is one, and what to do: kept apart from the front end, which does its work without. An error is
 * known by its message, which is BuildKit's and therefore does not change.
 */
import { adviceFor } from './error-advice.ts';
import type { ErrorHelp, ErrorPlace } from './explain.ts';

type Help = ErrorHelp | ((place: ErrorPlace, message: string) => ErrorHelp | undefined);

/** Help for what the readers of instructions and stages refuse, by how the message starts. */
const BY_START: readonly (readonly [start: string, help: Help])[] = [
  // --- instructions
  [
    'unknown instruction: ',
    // With a suggestion there is a fix, which says it all.
    ({ error }) =>
      error.fix === undefined
        ? {
            advice:
              'Every statement starts with an instruction. If this belongs to the line above, end that line with a backslash.',
          }
        : undefined,
  ],
  [
    'no build stage in current context',
    {
      why: 'Every instruction but ARG belongs to a stage, and a stage starts with FROM.',
      advice: 'Put a FROM before this line.',
    },
  ],
  [
    'missing a value on flag: ',
    (_, message) => ({
      advice: `Write the value directly behind an equals sign, without a blank: ${message.slice('missing a value on flag: '.length)}=…`,
    }),
  ],
  [
    'SHELL requires the arguments to be in JSON form',
    { advice: 'Write the shell as a JSON array, with double quotes: SHELL ["/bin/bash", "-c"]' },
  ],
  ['ARG names can not be blank', blankName()],
  ['ENV names can not be blank', blankName()],
  ['LABEL names can not be blank', blankName()],
  [
    'invalid name for build stage: ',
    { advice: 'A stage name starts with a letter; letters, digits, and - _ . may follow.' },
  ],
  ['FROM requires either one or three arguments', ({ error, source }) => wordsOfFrom(error, source)],
  ['time: ', { advice: 'Write a number with its unit, such as 30s, 1m30s or 500ms.' }],
  [
    `'from' doesn't support variable expansion`,
    {
      advice:
        'Give the image a stage of its own (FROM $NAME AS tools, with the ARG before the first FROM) and name that stage here.',
    },
  ],
  // --- stages
  [
    'dockerfile contains no stages to build',
    {
      why: 'An image starts from another image, or from nothing at all (scratch).',
      advice: 'Add a FROM line.',
    },
  ],
  [
    'variable expansion is not supported for --from',
    {
      why: 'Docker must know which stages need each other before any variable has a value.',
      advice:
        'Declare the ARG above the first FROM, add a stage "FROM $NAME AS source", and copy with --from=source.',
    },
  ],
  [
    'invalid stage index ',
    {
      why: 'A number after --from counts the stages from 0, in the order of the file.',
      advice: 'Give the stage a name with AS and write that name: it stays right when stages are added.',
    },
  ],
  ['base name (', blankBase],
  ['failed to parse stage name "', badReference],
  [
    'circular dependency detected on stage: ',
    {
      why: 'These stages wait for each other, so none of them can be built first.',
      advice: 'Move what both need into a stage of its own, above them.',
    },
  ],
  ['cannot copy from stage "', laterStage()],
  ['cannot mount from stage "', laterStage()],
  // --- # check=
  [
    'failed to parse check options: ',
    ({ error, source }) => ({
      why: 'Docker reads this line before all else, and stops at what it does not understand.',
      advice: `Write ${source.slice(error.range).startsWith('#') ? '# ' : ''}check=skip=RuleName,RuleName;error=true, with the parts you need.`,
    }),
  ],
];

/** Help for the messages of the word lexer: what is said most often, by a part of the message. */
const OF_WORDS: readonly (readonly [part: string, help: ErrorHelp])[] = [
  [
    'is not allowed to be',
    {
      why: 'The word says with :? that the build must stop when the variable has no value.',
      advice: 'Declare the variable with ARG or ENV above this line, or give it a default with :-.',
    },
  ],
  [
    'matching single-quote',
    { advice: 'Close the single quote; to write an apostrophe, put the word in double quotes: "it\'s".' },
  ],
  ['matching double-quote', { advice: 'Close the double quote.' }],
  ["missing '}'", { advice: 'Close the braces: ${NAME}.' }],
  ['unsupported modifier', { advice: 'Docker knows ${NAME:-default}, :+, :?, #, ##, %, %%, / and //.' }],
  ['bad substitution', { advice: 'Write the name of a variable between the braces: ${NAME}.' }],
];

/** A word with `:?` and a message of its own: what is left when nothing above fits. */
const OF_WORD_LEXER: ErrorHelp = {
  why: 'The word says with :? that the build must stop when the variable has no value.',
  advice: 'Declare the variable with ARG or ENV above this line, or pass --build-arg.',
};

/** Why an error is one and what to do, for `explainErrorsWith`. Undefined where there is nothing to add. */
export function errorHelp(place: ErrorPlace): ErrorHelp | undefined {
  const { error } = place;
  if (place.trigger === true) {
    return { why: 'The base has an ONBUILD instruction, which runs here, right after FROM.' };
  }
  const message = error.message.replace(/^dockerfile parse error on line \d+: /, '');
  const found = BY_START.find(([start]) => message.startsWith(start))?.[1];
  if (found !== undefined) return typeof found === 'function' ? found(place, message) : found;
  // With a suggestion there is a fix, which says it all.
  if (error.fix !== undefined) return undefined;
  if (!message.includes('failed to process')) return adviceFor(place, message);
  return OF_WORDS.find(([part]) => message.includes(part))?.[1] ?? OF_WORD_LEXER;
}

function blankName(): ErrorHelp {
  return { advice: 'Write the name directly before the equals sign, without a blank between them.' };
}

function laterStage(): ErrorHelp {
  return {
    why: 'A stage can take files only from stages that stand above it.',
    advice: 'Move the other stage above this one.',
  };
}

/** A FROM with too many words, of which the error has the first that is too much, or with none. */
function wordsOfFrom({ range, lines }: ErrorPlace['error'], source: ErrorPlace['source']): ErrorHelp {
  const { line, character } = range.start;
  const isKeyword = line === lines?.[0]?.start && source.line(line).slice(0, character).trim() === '';
  if (isKeyword) return { advice: 'Name the image to start from: FROM alpine:3.24' };
  if (source.slice(range).startsWith('#')) {
    return { advice: 'A comment needs a line of its own: Docker has none at the end of a line.' };
  }
  return { advice: 'Write FROM image, or FROM image AS name, and nothing behind it.' };
}

function blankBase({ error, stages }: ErrorPlace): ErrorHelp {
  const stage = stages.find(({ from }) => from.baseName.range === error.range);
  const first = stage?.baseExpansion.unset[0];
  const why = 'FROM must name an image or a stage, and what stands here comes to nothing.';
  if (first === undefined) return { why };
  const advice = first.declared
    ? `ARG ${first.name} has no value: give it a default (ARG ${first.name}=…), or pass --build-arg ${first.name}=….`
    : `Declare ARG ${first.name}=… above the first FROM: FROM sees no other ARG.`;
  return { why, advice };
}

function badReference({ stages }: ErrorPlace, message: string): ErrorHelp {
  const text = /^[^"]*"([^"]*)": /.exec(message)?.[1]?.toLowerCase();
  if (stages.some(({ name }) => name !== undefined && name === text)) {
    return {
      why: 'Docker keeps stage names in lower case, and FROM finds a stage only by exactly that name; so this is taken for an image.',
      advice: `Write ${text}.`,
    };
  }
  return {
    why: 'An image is named [registry/]name[:tag][@digest]: small letters, digits, and - _ . / between them.',
    advice:
      text !== undefined && message.includes('must be lowercase')
        ? `Write it in small letters: ${text}`
        : 'Write the name as the registry has it, such as node:24-alpine.',
  };
}
