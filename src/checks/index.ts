import type { Diagnostic } from '../dockerfile/diagnostic.ts';
import type { Analysis } from '../dockerfile/stages/types.ts';
import addInsteadOfCopy from './add-instead-of-copy/check.ts';
import aptGetUpdateAlone from './apt-get-update-alone/check.ts';
import argInStartCommand from './arg-in-start-command/check.ts';
import argOutOfScope from './arg-out-of-scope/check.ts';
import cacheMountContentLost from './cache-mount-content-lost/check.ts';
import consistentInstructionCasing from './consistent-instruction-casing/check.ts';
import copyFromMissingPath from './copy-from-missing-path/check.ts';
import copyIgnoredFile from './copy-ignored-file/check.ts';
import { type Check, type Finding, toDiagnostic } from './define.ts';
import devDependenciesInFinalImage from './dev-dependencies-in-final-image/check.ts';
import duplicateStageName from './duplicate-stage-name/check.ts';
import envLostBetweenStages from './env-lost-between-stages/check.ts';
import exposeInvalidFormat from './expose-invalid-format/check.ts';
import exposeProtoCasing from './expose-proto-casing/check.ts';
import finalUserRoot from './final-user-root/check.ts';
import flagNeedsNewerSyntax from './flag-needs-newer-syntax/check.ts';
import fromAsCasing from './from-as-casing/check.ts';
import fromPlatformFlagConstDisallowed from './from-platform-flag-const-disallowed/check.ts';
import healthcheckToolMissing from './healthcheck-tool-missing/check.ts';
import invalidBaseImagePlatform from './invalid-base-image-platform/check.ts';
import invalidDefaultArgInFrom from './invalid-default-arg-in-from/check.ts';
import invalidDefinitionDescription from './invalid-definition-description/check.ts';
import jsonArgsRecommended from './json-args-recommended/check.ts';
import latestTag from './latest-tag/check.ts';
import legacyKeyValueFormat from './legacy-key-value-format/check.ts';
import maintainerDeprecated from './maintainer-deprecated/check.ts';
import misspelledStageName from './misspelled-stage-name/check.ts';
import multipleInstructionsDisallowed from './multiple-instructions-disallowed/check.ts';
import noEmptyContinuation from './no-empty-continuation/check.ts';
import { readCheckOptions } from './options.ts';
import packageCacheInFinalImage from './package-cache-in-final-image/check.ts';
import redundantTargetPlatform from './redundant-target-platform/check.ts';
import reservedStageName from './reserved-stage-name/check.ts';
import secretFileCopied from './secret-file-copied/check.ts';
import secretValueInDockerfile from './secret-value-in-dockerfile/check.ts';
import secretsUsedInArgOrEnv from './secrets-used-in-arg-or-env/check.ts';
import settingLostWithStage from './setting-lost-with-stage/check.ts';
import shellFormWithoutShell from './shell-form-without-shell/check.ts';
import shellStateLost from './shell-state-lost/check.ts';
import sourcesBeforeDependencies from './sources-before-dependencies/check.ts';
import sourcesInFinalImage from './sources-in-final-image/check.ts';
import stageNameCasing from './stage-name-casing/check.ts';
import toolchainInFinalImage from './toolchain-in-final-image/check.ts';
import trailingComment from './trailing-comment/check.ts';
import undefinedArgInFrom from './undefined-arg-in-from/check.ts';
import undefinedVar from './undefined-var/check.ts';
import unreachableStage from './unreachable-stage/check.ts';
import { hasEndlessChains, keywordsIn, maskOf } from './walk.ts';
import wholeStageCopied from './whole-stage-copied/check.ts';
import workdirRelativePath from './workdir-relative-path/check.ts';

export { explainWith } from './define.ts';

/** Every check, BuildKit's and our own, in alphabetical order. */
export const checks: readonly Check[] = [
  addInsteadOfCopy,
  aptGetUpdateAlone,
  argInStartCommand,
  argOutOfScope,
  cacheMountContentLost,
  consistentInstructionCasing,
  copyFromMissingPath,
  copyIgnoredFile,
  devDependenciesInFinalImage,
  duplicateStageName,
  envLostBetweenStages,
  exposeInvalidFormat,
  exposeProtoCasing,
  finalUserRoot,
  flagNeedsNewerSyntax,
  fromAsCasing,
  fromPlatformFlagConstDisallowed,
  healthcheckToolMissing,
  invalidBaseImagePlatform,
  invalidDefaultArgInFrom,
  invalidDefinitionDescription,
  jsonArgsRecommended,
  latestTag,
  legacyKeyValueFormat,
  maintainerDeprecated,
  misspelledStageName,
  multipleInstructionsDisallowed,
  noEmptyContinuation,
  packageCacheInFinalImage,
  redundantTargetPlatform,
  reservedStageName,
  secretFileCopied,
  secretValueInDockerfile,
  secretsUsedInArgOrEnv,
  settingLostWithStage,
  shellFormWithoutShell,
  shellStateLost,
  sourcesBeforeDependencies,
  sourcesInFinalImage,
  stageNameCasing,
  toolchainInFinalImage,
  trailingComment,
  undefinedArgInFrom,
  undefinedVar,
  unreachableStage,
  wholeStageCopied,
  workdirRelativePath,
];

/** Each check with the keywords that it is about; `usual` are those that are on where nobody asks for others. */
const all = checks.map((check) => ({ check, about: maskOf(check.keywords) }));
const usual = all.filter(({ check }) => check.experimental !== true);

/**
 * What the checks find in a Dockerfile, in the order of the text. `# check=skip=Name,Name` (or `all`) in its
 * first lines turns checks off; with `error=true` what Docker's own rules find stops the build. Why and what
 * to do is said only after `explainWith(PROSE, errorHelp)`.
 */
export function runChecks(analysis: Analysis): Diagnostic[] {
  const { isOn, stops, problem } = readCheckOptions(analysis);
  const found: Diagnostic[] = problem === undefined ? [] : [problem];
  let current = checks[0] as Check;
  const report = (finding: Finding) => {
    const severity = current.buildkit && stops ? 'error' : current.severity;
    found.push(toDiagnostic(current, severity, finding));
  };
  const present = keywordsIn(analysis);
  const endless = hasEndlessChains(analysis);
  const chosen = isOn === undefined ? usual : all.filter(({ check }) => isOn(check));
  for (const { check, about } of chosen) {
    if ((about & present) === 0 || (check.chains === true && endless)) continue;
    current = check;
    check.run(analysis, report);
  }
  return found.length > 1 ? found.sort(byPlace) : found;
}

function byPlace(a: Diagnostic, b: Diagnostic): number {
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
