import type { Case } from '../case.ts';
import { addCases } from './add.ts';
import { configCases } from './config.ts';
import { copyCases } from './copy.ts';
import { errorCases } from './errors.ts';
import { ignoreCases } from './ignore.ts';
import { moreCases } from './more.ts';
import { stageCases } from './stages.ts';

/** Every case; names are unique. */
export const cases: readonly Case[] = [
  ...copyCases,
  ...addCases,
  ...stageCases,
  ...configCases,
  ...ignoreCases,
  ...moreCases,
  ...errorCases,
];
