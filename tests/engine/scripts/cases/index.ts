import type { ScriptCase } from '../case.ts';
import { cmakeCases } from './cmake.ts';
import { inEachShell } from './each-shell.ts';
import { ecosystemCases } from './ecosystems.ts';
import { BUILTINS } from './shell-builtins.ts';
import { ERREXIT } from './shell-errexit.ts';
import { EXPANSION } from './shell-expansion.ts';
import { INPUT_OUTPUT } from './shell-input-output.ts';
import { RECIPES } from './shell-recipes.ts';
import { shellCases } from './shells.ts';
import { AWK_CASES } from './text-awk.ts';
import { GREP_CASES } from './text-grep.ts';
import { OTHER_CASES } from './text-others.ts';
import { SED_CASES } from './text-sed.ts';
import { toolCases } from './tools.ts';

export const scriptCases: readonly ScriptCase[] = [
  ...shellCases,
  ...[ERREXIT, EXPANSION, INPUT_OUTPUT, BUILTINS, RECIPES].flatMap(inEachShell),
  ...cmakeCases,
  ...toolCases,
  ...ecosystemCases,
  ...SED_CASES,
  ...AWK_CASES,
  ...GREP_CASES,
  ...OTHER_CASES,
];
