import { quote } from '../go-text.ts';
import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { InstructionError, wordsRange } from './errors.ts';
import { readFlags } from './flags.ts';
import type { FromInstruction, Word } from './types.ts';

const STAGE_NAME = /^[a-z][a-z0-9\-_.]*$/;

/** FROM [--platform=…] base [AS name] */
export function readFrom(node: Node): FromInstruction {
  const [baseName, asKeyword, stageName] = node.words;
  const named = node.words.length === 3 && asKeyword?.text.toLowerCase() === 'as';
  if (baseName === undefined || (!named && node.words.length !== 1)) throw wrongCount(node);
  const plain: FromInstruction = { ...base(node), keyword: 'FROM', baseName };
  if (named && stageName !== undefined && !STAGE_NAME.test(stageName.text.toLowerCase())) {
    const message = `invalid name for build stage: ${quote(stageName.text)}, name can't start with a number or contain symbols`;
    throw new InstructionError(message, stageName.range, {
      instruction: plain,
    });
  }
  try {
    const platform = readFlags(node, { platform: 'string' }).word('platform');
    return named ? { ...plain, asKeyword, stageName, platform } : { ...plain, platform };
  } catch (error) {
    if (!(error instanceof InstructionError)) throw error;
    const instruction = named ? { ...plain, asKeyword, stageName } : plain;
    throw new InstructionError(error.message, error.range, { ...error.details, instruction });
  }
}

function wrongCount(node: Node): InstructionError {
  const [baseName, asKeyword, stageName] = node.words;
  const hasName = asKeyword?.text.toLowerCase() === 'as' && stageName !== undefined;
  const extra = node.words.slice(hasName ? 3 : 1);
  return new InstructionError('FROM requires either one or three arguments', wordsRange(node, extra), {
    instruction: baseName && partial(node, baseName, hasName ? stageName : undefined, asKeyword),
  });
}

/** What a FROM with words too many still says, so that its stage is there. */
function partial(
  node: Node,
  baseName: Word,
  stageName: Word | undefined,
  asKeyword: Word | undefined,
): FromInstruction {
  const plain: FromInstruction = { ...base(node), keyword: 'FROM', baseName };
  if (stageName === undefined || !STAGE_NAME.test(stageName.text.toLowerCase())) return plain;
  return { ...plain, asKeyword, stageName };
}
