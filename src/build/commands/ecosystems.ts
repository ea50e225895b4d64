/** The modelled tools of language ecosystems: a plain list. */
import { go } from './go/index.ts';
import { corepack, node, npx, packagePrograms } from './node/node.ts';
import { npm } from './node/npm.ts';
import { pipTool, python } from './python/python.ts';
import { uv } from './python/uv.ts';
import type { Tool } from './types.ts';

export const ecosystemTools: readonly Tool[] = [
  corepack,
  go,
  node,
  npm,
  npx,
  packagePrograms,
  pipTool,
  python,
  uv,
];
