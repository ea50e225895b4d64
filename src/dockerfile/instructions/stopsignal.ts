import type { Node } from '../parser/types.ts';
import { base } from './base.ts';
import { onlyArgument } from './errors.ts';
import type { StopsignalInstruction } from './types.ts';

/** STOPSIGNAL signal. Flags are ignored, as in BuildKit. */
export function readStopsignal(node: Node): StopsignalInstruction {
  return { ...base(node), keyword: 'STOPSIGNAL', signal: onlyArgument(node, 'STOPSIGNAL') };
}
