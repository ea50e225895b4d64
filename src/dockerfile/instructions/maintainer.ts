import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { onlyArgument } from './errors.ts';
import { readFlags } from './flags.ts';
import type { MaintainerInstruction } from './types.ts';

/** MAINTAINER name */
export function readMaintainer(node: Node): MaintainerInstruction {
  const maintainer = onlyArgument(node, 'MAINTAINER');
  readFlags(node);
  return { ...base(node), keyword: 'MAINTAINER', maintainer };
}
