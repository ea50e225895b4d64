import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { requireArguments } from './errors.ts';
import { readFlags } from './flags.ts';
import type { ExposeInstruction } from './types.ts';

/** EXPOSE port[/protocol] … What a port is, shows when variables have values. */
export function readExpose(node: Node): ExposeInstruction {
  requireArguments(node, 'EXPOSE');
  readFlags(node);
  return { ...base(node), keyword: 'EXPOSE', ports: node.words };
}
