import {
  type Analysis,
  analyze,
  type CommandLine,
  type Instruction,
  type Node,
} from '../../dockerfile/index.ts';

/** What a text says, without how it is laid out. */
export interface Reading {
  /** Whether another text says the same. */
  sameAs(other: Reading): boolean;
  readonly key: string;
}

/** Reads a text for comparison: every instruction, its words, stages, and what Docker would complain about. */
export function readMeaning(text: string): Reading {
  const key = JSON.stringify(meaning(analyze(text)));
  return { key, sameAs: (other) => other.key === key };
}

/** Where things stand, and the spelling that has no meaning. */
const LAYOUT = new Set([
  'range',
  'lines',
  'keywordRange',
  'keywordText',
  'valueRange',
  'original',
  'asKeyword',
  'comments',
]);
/** Shells to which several blanks between words are one. */
const POSIX_SHELLS = new Set(['sh', 'bash', 'ash', 'dash', 'ksh', 'zsh', 'busybox']);

/**
 * An analysis as plain data, without places. Blanks between the words of a RUN script count as one: an
 * indented continuation line is the same command to the shell. CMD, ENTRYPOINT and HEALTHCHECK are in the
 * image as they are written and must stay so to the last blank.
 */
export function meaning(analysis: Analysis): unknown {
  const posix = analysis.instructions.every(
    (one) => one.keyword !== 'SHELL' || POSIX_SHELLS.has(one.shell[0]?.text.split('/').at(-1) ?? ''),
  );
  return {
    directives: plain(analysis.parsed.directives),
    // What could not become an instruction must stay what it is, too.
    nodes: analysis.parsed.nodes.map((node) => plain(withoutSpelling(node, posix))),
    instructions: analysis.instructions.map((one) => plain(posix ? scriptWithoutBlanks(one) : one)),
    stages: analysis.stages.map(({ name, baseName, config, reachable, description }) =>
      plain({ name, baseName, config, reachable, description }),
    ),
    diagnostics: analysis.diagnostics.map(({ rule, message }) => [rule, message]),
  };
}

/** AS in one case, and the script of RUN with single blanks. */
function withoutSpelling(node: Node, posix: boolean): Node {
  if (node.keyword === 'from') {
    const words = node.words.map((word, at) =>
      at === 1 && word.text.toLowerCase() === 'as' ? { ...word, text: 'AS' } : word,
    );
    return { ...node, words };
  }
  if (!posix) return node;
  if (node.keyword !== 'run' || node.json) return node;
  return { ...node, words: node.words.map((word) => ({ ...word, text: collapseBlanks(word.text) })) };
}

function scriptWithoutBlanks(instruction: Instruction): Instruction {
  if (instruction.keyword !== 'RUN' || instruction.command.form !== 'shell') return instruction;
  const command: CommandLine = {
    ...instruction.command,
    args: instruction.command.args.map((word) => ({ ...word, text: collapseBlanks(word.text) })),
  };
  return { ...instruction, command };
}

function plain(value: unknown): unknown {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, plain(one)]);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !LAYOUT.has(key))
      .map(([key, one]) => [key, plain(one)]),
  );
}

/**
 * A script with runs of blanks between words as one blank. Quotes and escapes keep theirs; where quotes
 * nest in a way that only a shell can follow, everything stays.
 */
export function collapseBlanks(script: string): string {
  let out = '';
  let quote = '';
  let inBlanks = false;
  for (let at = 0; at < script.length; at++) {
    const char = script[at] as string;
    const next = script[at + 1] ?? '';
    if (char === '`' || (char === '$' && (next === "'" || (quote === '"' && (next === '(' || next === '{')))))
      return script;
    const blank = quote === '' && (char === ' ' || char === '\t');
    if (blank) {
      if (!inBlanks) out += ' ';
      inBlanks = true;
      continue;
    }
    inBlanks = false;
    if (char === '\\' && quote !== "'") {
      out += char + next;
      at++;
    } else if (quote !== '') {
      if (char === quote) quote = '';
      out += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      out += char;
    } else out += char;
  }
  return out;
}
