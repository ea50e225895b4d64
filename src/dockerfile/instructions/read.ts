import type { Diagnostic } from '../diagnostic.ts';
import type { Node, ParsedDockerfile } from '../parser/types.ts';
import { readAdd } from './add.ts';
import { readArg } from './arg.ts';
import { readCmd } from './cmd.ts';
import { readCopy } from './copy.ts';
import { readEntrypoint } from './entrypoint.ts';
import { readEnv } from './env.ts';
import { InstructionError } from './errors.ts';
import { readExpose } from './expose.ts';
import { readFrom } from './from.ts';
import { readHealthcheck } from './healthcheck.ts';
import { readLabel } from './label.ts';
import { readMaintainer } from './maintainer.ts';
import { readOnbuild } from './onbuild.ts';
import { readRun } from './run.ts';
import { readShell } from './shell.ts';
import { readStopsignal } from './stopsignal.ts';
import { suggestAnyCase, withSuggestion } from './suggest.ts';
import type { ArgInstruction, FromInstruction, Instruction } from './types.ts';
import { readUser } from './user.ts';
import { readVolume } from './volume.ts';
import { readWorkdir } from './workdir.ts';

const READERS: ReadonlyMap<string, (node: Node) => Instruction> = new Map<
  string,
  (node: Node) => Instruction
>([
  ['from', readFrom],
  ['run', readRun],
  ['cmd', readCmd],
  ['entrypoint', readEntrypoint],
  ['copy', readCopy],
  ['add', readAdd],
  ['env', readEnv],
  ['label', readLabel],
  ['arg', readArg],
  ['workdir', readWorkdir],
  ['user', readUser],
  ['volume', readVolume],
  ['expose', readExpose],
  ['healthcheck', readHealthcheck],
  ['onbuild', readOnbuild],
  ['shell', readShell],
  ['stopsignal', readStopsignal],
  ['maintainer', readMaintainer],
]);

const KEYWORDS = [...READERS.keys()];

/** A FROM and the instructions up to the next, as the text groups them. */
export interface RawStage {
  readonly from: FromInstruction;
  readonly instructions: readonly Instruction[];
}

/** What the instructions of a file say, each for itself. */
export interface ReadInstructions {
  /** All that could be read, in the order of the text. */
  readonly instructions: readonly Instruction[];
  /** ARGs before the first FROM. */
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly RawStage[];
  /** Rule `InstructionError`, in the order of the text; BuildKit stops at the first. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads one statement. Throws InstructionError in BuildKit's words, without the `dockerfile parse error
 * on line …` that it puts before them.
 */
export function readInstruction(node: Node): Instruction {
  const read = READERS.get(node.keyword);
  if (read === undefined) throw unknownInstruction(node);
  return read(node);
}

function unknownInstruction(node: Node): InstructionError {
  const { keywordText, keywordRange } = node;
  const match = suggestAnyCase(keywordText, KEYWORDS);
  const message = withSuggestion(`unknown instruction: ${keywordText}`, match);
  if (match !== undefined) {
    const edits = [{ range: keywordRange, newText: match }];
    return new InstructionError(message, keywordRange, {
      fix: { title: `Change ${keywordText} to ${match}`, edits },
    });
  }
  return new InstructionError(message, keywordRange);
}

/** Reads every statement of a file and groups what comes out into stages. Never throws. */
export function readInstructions(parsed: ParsedDockerfile): ReadInstructions {
  const instructions: Instruction[] = [];
  const globalArgs: ArgInstruction[] = [];
  const stages: { from: FromInstruction; instructions: Instruction[] }[] = [];
  const diagnostics: Diagnostic[] = [];
  /** Whether the lack of a stage has been said, or is the fault of a FROM that could not be read. */
  let stageless = false;
  for (const node of parsed.nodes) {
    const instruction = readOr(node, diagnostics);
    if (node.keyword === 'from') stageless = true;
    if (instruction === undefined) continue;
    instructions.push(instruction);
    const stage = stages.at(-1);
    if (instruction.keyword === 'FROM') stages.push({ from: instruction, instructions: [] });
    else if (stage !== undefined) stage.instructions.push(instruction);
    else if (instruction.keyword === 'ARG') globalArgs.push(instruction);
    else if (!stageless) {
      stageless = true;
      diagnostics.push(noStage(node));
    }
  }
  return { instructions, globalArgs, stages, diagnostics };
}

/** The instruction, or what of it could be read; an error becomes a diagnostic. */
function readOr(node: Node, diagnostics: Diagnostic[]): Instruction | undefined {
  try {
    return readInstruction(node);
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error;
    const { instruction, ...rest } = error.details;
    diagnostics.push({
      rule: 'InstructionError',
      severity: 'error',
      message: `dockerfile parse error on line ${node.lines.start + 1}: ${error.message}`,
      range: error.range,
      lines: [node.lines],
      ...rest,
    });
    return instruction;
  }
}

function noStage(node: Node): Diagnostic {
  return {
    rule: 'InstructionError',
    severity: 'error',
    message: 'no build stage in current context',
    range: node.keywordRange,
    lines: [node.lines],
  };
}
