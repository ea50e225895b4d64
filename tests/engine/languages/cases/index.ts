import type { LanguageCase } from '../case.ts';
import { goCases } from './go.ts';
import { innocentCases } from './innocent.ts';
import { nodeCases } from './node.ts';
import { pythonCases } from './python.ts';

export const languageCases: readonly LanguageCase[] = [
  ...goCases,
  ...nodeCases,
  ...pythonCases,
  ...innocentCases,
];
