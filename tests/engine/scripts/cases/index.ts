import type { ScriptCase } from '../case.ts';
import { cmakeCases } from './cmake.ts';
import { ecosystemCases } from './ecosystems.ts';
import { shellCases } from './shells.ts';
import { toolCases } from './tools.ts';

export const scriptCases: readonly ScriptCase[] = [
  ...shellCases,
  ...cmakeCases,
  ...toolCases,
  ...ecosystemCases,
];
