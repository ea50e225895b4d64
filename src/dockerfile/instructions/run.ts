import { quote } from '../go-text.ts';
import type { Node } from '../parser/types.ts';
import { commandLine } from './base.ts';
import { readDevice } from './device.ts';
import { InstructionError } from './errors.ts';
import { type FlagSpec, readFlags } from './flags.ts';
import { readMount } from './mount.ts';
import type { RunInstruction, Word } from './types.ts';

const FLAGS: FlagSpec = { mount: 'strings', network: 'string', security: 'string', device: 'strings' };
const NETWORKS = ['default', 'none', 'host'] as const;
const SECURITY = ['sandbox', 'insecure'] as const;

/** RUN [--mount=…] [--network=…] [--security=…] [--device=…] command */
export function readRun(node: Node): RunInstruction {
  const flags = readFlags(node, FLAGS);
  // BuildKit's order: it names the first of several faults.
  const devices = node.flags.filter((flag) => flag.name === 'device').map(readDevice);
  const mounts = node.flags.filter((flag) => flag.name === 'mount').map(readMount);
  const network = flags.word('network');
  const security = flags.word('security');
  return {
    // Written out: a copy by spreading takes three times as long, and most instructions are of this kind.
    range: node.range,
    lines: node.lines,
    keywordRange: node.keywordRange,
    keywordText: node.keywordText,
    flags: node.flags,
    comments: node.comments,
    original: node.original,
    keyword: 'RUN',
    command: commandLine(node),
    mounts,
    devices,
    network: network && oneOf(NETWORKS, network, `invalid network mode ${quote(network.text)}`),
    security: security && oneOf(SECURITY, security, `security ${quote(security.text)} is not valid`),
  };
}

function oneOf<T extends string>(options: readonly T[], word: Word, message: string): T {
  const found = options.find((option) => option === word.text);
  if (found === undefined) throw new InstructionError(message, word.range);
  return found;
}
