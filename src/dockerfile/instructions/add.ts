import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { readFiles, requireDestination } from './files.ts';
import { type FlagSpec, readFlags } from './flags.ts';
import type { AddInstruction } from './types.ts';

const FLAGS: FlagSpec = {
  chown: 'string',
  chmod: 'string',
  link: 'bool',
  'keep-git-dir': 'bool',
  checksum: 'string',
  unpack: 'bool',
  exclude: 'strings',
};

/** ADD [--checksum=…] [--keep-git-dir] [--unpack] [--chown=…] [--chmod=…] [--link] [--exclude=…] source… destination */
export function readAdd(node: Node): AddInstruction {
  requireDestination(node, 'ADD');
  const flags = readFlags(node, FLAGS);
  return {
    ...base(node),
    keyword: 'ADD',
    ...readFiles(node, 'ADD'),
    chown: flags.word('chown'),
    chmod: flags.word('chmod'),
    link: flags.bool('link') ?? false,
    keepGitDir: flags.bool('keep-git-dir'),
    checksum: flags.word('checksum'),
    unpack: flags.bool('unpack'),
    exclude: flags.words('exclude'),
  };
}
