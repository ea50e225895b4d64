/** The modelled commands: a plain list. Order does not matter; two tools of one name are an error. */
import { ecosystemTools } from './ecosystems.ts';
import { systemTools } from './system.ts';
import type { Tool } from './types.ts';

export const tools: readonly Tool[] = [...ecosystemTools, ...systemTools];

/** The same by every name under which they can be called. */
export const toolsByName: ReadonlyMap<string, Tool> = byName(tools);

function byName(list: readonly Tool[]): Map<string, Tool> {
  const map = new Map<string, Tool>();
  for (const tool of list) {
    for (const name of tool.names) {
      if (map.has(name)) throw new Error(`two tools are called ${name}`);
      map.set(name, tool);
    }
  }
  return map;
}
