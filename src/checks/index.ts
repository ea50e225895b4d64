import type { Diagnostic } from '../dockerfile/diagnostic.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';
import addInsteadOfCopy from './add-instead-of-copy/check.ts';
import aptGetUpdateAlone from './apt-get-update-alone/check.ts';
import argInStartCommand from './arg-in-start-command/check.ts';
import argOutOfScope from './arg-out-of-scope/check.ts';
import cacheMountContentLost from './cache-mount-content-lost/check.ts';
import copyFromMissingPath from './copy-from-missing-path/check.ts';
import { type Check, toDiagnostic } from './define.ts';
import devDependenciesInFinalImage from './dev-dependencies-in-final-image/check.ts';
import envLostBetweenStages from './env-lost-between-stages/check.ts';
import finalUserRoot from './final-user-root/check.ts';
import healthcheckToolMissing from './healthcheck-tool-missing/check.ts';
import latestTag from './latest-tag/check.ts';
import misspelledStageName from './misspelled-stage-name/check.ts';
import packageCacheInFinalImage from './package-cache-in-final-image/check.ts';
import secretFileCopied from './secret-file-copied/check.ts';
import secretValueInDockerfile from './secret-value-in-dockerfile/check.ts';
import settingLostWithStage from './setting-lost-with-stage/check.ts';
import shellFormWithoutShell from './shell-form-without-shell/check.ts';
import shellStateLost from './shell-state-lost/check.ts';
import sourcesBeforeDependencies from './sources-before-dependencies/check.ts';
import sourcesInFinalImage from './sources-in-final-image/check.ts';
import toolchainInFinalImage from './toolchain-in-final-image/check.ts';
import trailingComment from './trailing-comment/check.ts';
import unreachableStage from './unreachable-stage/check.ts';
import wholeStageCopied from './whole-stage-copied/check.ts';

/** Every check, BuildKit's and our own, in alphabetical order. */
export const checks: readonly Check[] = [
  addInsteadOfCopy,
  aptGetUpdateAlone,
  argInStartCommand,
  argOutOfScope,
  cacheMountContentLost,
  copyFromMissingPath,
  devDependenciesInFinalImage,
  envLostBetweenStages,
  finalUserRoot,
  healthcheckToolMissing,
  latestTag,
  misspelledStageName,
  packageCacheInFinalImage,
  secretFileCopied,
  secretValueInDockerfile,
  settingLostWithStage,
  shellFormWithoutShell,
  shellStateLost,
  sourcesBeforeDependencies,
  sourcesInFinalImage,
  toolchainInFinalImage,
  trailingComment,
  unreachableStage,
  wholeStageCopied,
];

/** What the checks find in a Dockerfile, in the order of the text. */
export function runChecks(analysis: Analysis): Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const check of checks) check.run(analysis, (finding) => found.push(toDiagnostic(check, finding)));
  return found;
}
