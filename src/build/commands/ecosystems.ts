/** The modelled tools of language ecosystems: a plain list. */
import { go } from './go/index.ts';
import type { Tool } from './types.ts';

export const ecosystemTools: readonly Tool[] = [go];
