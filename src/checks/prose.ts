import addInsteadOfCopy from './add-instead-of-copy/prose.ts';
import aptGetUpdateAlone from './apt-get-update-alone/prose.ts';
import argInStartCommand from './arg-in-start-command/prose.ts';
import argOutOfScope from './arg-out-of-scope/prose.ts';
import cacheMountContentLost from './cache-mount-content-lost/prose.ts';
import consistentInstructionCasing from './consistent-instruction-casing/prose.ts';
import copyFromMissingPath from './copy-from-missing-path/prose.ts';
import copyIgnoredFile from './copy-ignored-file/prose.ts';
import type { Prose } from './define.ts';
import devDependenciesInFinalImage from './dev-dependencies-in-final-image/prose.ts';
import duplicateStageName from './duplicate-stage-name/prose.ts';
import envLostBetweenStages from './env-lost-between-stages/prose.ts';
import exposeInvalidFormat from './expose-invalid-format/prose.ts';
import exposeProtoCasing from './expose-proto-casing/prose.ts';
import finalUserRoot from './final-user-root/prose.ts';
import flagNeedsNewerSyntax from './flag-needs-newer-syntax/prose.ts';
import fromAsCasing from './from-as-casing/prose.ts';
import fromPlatformFlagConstDisallowed from './from-platform-flag-const-disallowed/prose.ts';
import healthcheckToolMissing from './healthcheck-tool-missing/prose.ts';
import invalidBaseImagePlatform from './invalid-base-image-platform/prose.ts';
import invalidDefaultArgInFrom from './invalid-default-arg-in-from/prose.ts';
import invalidDefinitionDescription from './invalid-definition-description/prose.ts';
import jsonArgsRecommended from './json-args-recommended/prose.ts';
import latestTag from './latest-tag/prose.ts';
import legacyKeyValueFormat from './legacy-key-value-format/prose.ts';
import maintainerDeprecated from './maintainer-deprecated/prose.ts';
import misspelledStageName from './misspelled-stage-name/prose.ts';
import multipleInstructionsDisallowed from './multiple-instructions-disallowed/prose.ts';
import noEmptyContinuation from './no-empty-continuation/prose.ts';
import packageCacheInFinalImage from './package-cache-in-final-image/prose.ts';
import redundantTargetPlatform from './redundant-target-platform/prose.ts';
import reservedStageName from './reserved-stage-name/prose.ts';
import secretFileCopied from './secret-file-copied/prose.ts';
import secretValueInDockerfile from './secret-value-in-dockerfile/prose.ts';
import secretsUsedInArgOrEnv from './secrets-used-in-arg-or-env/prose.ts';
import settingLostWithStage from './setting-lost-with-stage/prose.ts';
import shellFormWithoutShell from './shell-form-without-shell/prose.ts';
import shellStateLost from './shell-state-lost/prose.ts';
import sourcesBeforeDependencies from './sources-before-dependencies/prose.ts';
import sourcesInFinalImage from './sources-in-final-image/prose.ts';
import stageNameCasing from './stage-name-casing/prose.ts';
import toolchainInFinalImage from './toolchain-in-final-image/prose.ts';
import trailingComment from './trailing-comment/prose.ts';
import undefinedArgInFrom from './undefined-arg-in-from/prose.ts';
import undefinedVar from './undefined-var/prose.ts';
import unreachableStage from './unreachable-stage/prose.ts';
import wholeStageCopied from './whole-stage-copied/prose.ts';
import workdirRelativePath from './workdir-relative-path/prose.ts';

export { errorHelp } from '../dockerfile/error-help.ts';

/**
 * What is said of each check besides its message, by its name. It is kept apart from the checks, so that
 * who only looks for problems need not load what is said of them (see `explainWith`).
 */
export const PROSE: Readonly<Record<string, Prose>> = {
  AddInsteadOfCopy: addInsteadOfCopy,
  AptGetUpdateAlone: aptGetUpdateAlone,
  ArgInStartCommand: argInStartCommand,
  ArgOutOfScope: argOutOfScope,
  CacheMountContentLost: cacheMountContentLost,
  ConsistentInstructionCasing: consistentInstructionCasing,
  CopyFromMissingPath: copyFromMissingPath,
  CopyIgnoredFile: copyIgnoredFile,
  DevDependenciesInFinalImage: devDependenciesInFinalImage,
  DuplicateStageName: duplicateStageName,
  EnvLostBetweenStages: envLostBetweenStages,
  ExposeInvalidFormat: exposeInvalidFormat,
  ExposeProtoCasing: exposeProtoCasing,
  FinalUserRoot: finalUserRoot,
  FlagNeedsNewerSyntax: flagNeedsNewerSyntax,
  FromAsCasing: fromAsCasing,
  FromPlatformFlagConstDisallowed: fromPlatformFlagConstDisallowed,
  HealthcheckToolMissing: healthcheckToolMissing,
  InvalidBaseImagePlatform: invalidBaseImagePlatform,
  InvalidDefaultArgInFrom: invalidDefaultArgInFrom,
  InvalidDefinitionDescription: invalidDefinitionDescription,
  JSONArgsRecommended: jsonArgsRecommended,
  LatestTag: latestTag,
  LegacyKeyValueFormat: legacyKeyValueFormat,
  MaintainerDeprecated: maintainerDeprecated,
  MisspelledStageName: misspelledStageName,
  MultipleInstructionsDisallowed: multipleInstructionsDisallowed,
  NoEmptyContinuation: noEmptyContinuation,
  PackageCacheInFinalImage: packageCacheInFinalImage,
  RedundantTargetPlatform: redundantTargetPlatform,
  ReservedStageName: reservedStageName,
  SecretFileCopied: secretFileCopied,
  SecretValueInDockerfile: secretValueInDockerfile,
  SecretsUsedInArgOrEnv: secretsUsedInArgOrEnv,
  SettingLostWithStage: settingLostWithStage,
  ShellFormWithoutShell: shellFormWithoutShell,
  ShellStateLost: shellStateLost,
  SourcesBeforeDependencies: sourcesBeforeDependencies,
  SourcesInFinalImage: sourcesInFinalImage,
  StageNameCasing: stageNameCasing,
  ToolchainInFinalImage: toolchainInFinalImage,
  TrailingComment: trailingComment,
  UndefinedArgInFrom: undefinedArgInFrom,
  UndefinedVar: undefinedVar,
  UnreachableStage: unreachableStage,
  WholeStageCopied: wholeStageCopied,
  WorkdirRelativePath: workdirRelativePath,
};
