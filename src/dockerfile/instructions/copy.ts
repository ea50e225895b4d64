import type { Node } from '../parser/types.ts';
import { readFiles, requireDestination } from './files.ts';
import { type FlagSpec, readFlags } from './flags.ts';
import type { CopyInstruction } from './types.ts';

const FLAGS: FlagSpec = {
  from: 'string',
  chown: 'string',
  chmod: 'string',
  link: 'bool',
  parents: 'bool',
  exclude: 'strings',
};

/** COPY [--from=…] [--chown=…] [--chmod=…] [--link] [--parents] [--exclude=…] source… destination */
export function readCopy(node: Node): CopyInstruction {
  requireDestination(node, 'COPY');
  const flags = readFlags(node, FLAGS);
  const { sources, destination, heredocs } = readFiles(node, 'COPY');
  return {
    // Written out: a copy by spreading takes three times as long, and most instructions are of this kind.
    range: node.range,
    lines: node.lines,
    keywordRange: node.keywordRange,
    keywordText: node.keywordText,
    flags: node.flags,
    comments: node.comments,
    original: node.original,
    keyword: 'COPY',
    sources,
    destination,
    heredocs,
    from: flags.word('from'),
    chown: flags.word('chown'),
    chmod: flags.word('chmod'),
    link: flags.bool('link') ?? false,
    parents: flags.bool('parents') ?? false,
    exclude: flags.words('exclude'),
  };
}
