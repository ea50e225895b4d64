import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
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
  return {
    ...base(node),
    keyword: 'COPY',
    ...readFiles(node, 'COPY'),
    from: flags.word('from'),
    chown: flags.word('chown'),
    chmod: flags.word('chmod'),
    link: flags.bool('link') ?? false,
    parents: flags.bool('parents') ?? false,
    exclude: flags.words('exclude'),
  };
}
