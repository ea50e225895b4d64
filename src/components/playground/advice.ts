/** Advice in the order of what it gains: what stops the build first, taste last. */
import type { Diagnostic } from '../../dockerfile/index.ts';

/** What a piece of advice is good for. */
export type Gain = 'builds' | 'secrets' | 'works' | 'size' | 'speed' | 'safety' | 'clarity';

/** In the order in which they are shown. */
export const GAINS: readonly { readonly gain: Gain; readonly title: string; readonly about: string }[] = [
  { gain: 'builds', title: 'So that it builds', about: 'Docker stops here.' },
  { gain: 'secrets', title: 'So that secrets stay secret', about: 'Whoever has the image can read these.' },
  { gain: 'works', title: 'So that it does what it says', about: 'It builds, and does something else.' },
  { gain: 'size', title: 'A smaller image', about: 'What is built with, but not run with.' },
  { gain: 'speed', title: 'A faster build', about: 'Work that need not be done again.' },
  { gain: 'safety', title: 'A safer, steadier image', about: 'Less that can go wrong later.' },
  { gain: 'clarity', title: 'Easier to read', about: 'The image stays the same.' },
];

/** What each check gains. advice.test.ts holds this complete. */
export const GAIN_OF: Readonly<Record<string, Gain>> = {
  SecretFileCopied: 'secrets',
  SecretValueInDockerfile: 'secrets',
  SecretsUsedInArgOrEnv: 'secrets',
  ArgInStartCommand: 'works',
  ArgOutOfScope: 'works',
  CacheMountContentLost: 'works',
  CopyFromMissingPath: 'works',
  CopyIgnoredFile: 'works',
  DuplicateStageName: 'works',
  EnvLostBetweenStages: 'works',
  ExposeInvalidFormat: 'works',
  HealthcheckToolMissing: 'works',
  InvalidBaseImagePlatform: 'works',
  InvalidDefaultArgInFrom: 'works',
  JSONArgsRecommended: 'works',
  MisspelledStageName: 'works',
  MultipleInstructionsDisallowed: 'works',
  SettingLostWithStage: 'works',
  ShellFormWithoutShell: 'works',
  ShellStateLost: 'works',
  TrailingComment: 'works',
  UndefinedArgInFrom: 'works',
  UndefinedVar: 'works',
  WorkdirRelativePath: 'works',
  DevDependenciesInFinalImage: 'size',
  PackageCacheInFinalImage: 'size',
  SourcesInFinalImage: 'size',
  ToolchainInFinalImage: 'size',
  WholeStageCopied: 'size',
  SourcesBeforeDependencies: 'speed',
  AptGetUpdateAlone: 'safety',
  FinalUserRoot: 'safety',
  FlagNeedsNewerSyntax: 'safety',
  FromPlatformFlagConstDisallowed: 'safety',
  LatestTag: 'safety',
  NoEmptyContinuation: 'safety',
  AddInsteadOfCopy: 'clarity',
  ConsistentInstructionCasing: 'clarity',
  ExposeProtoCasing: 'clarity',
  FromAsCasing: 'clarity',
  InvalidDefinitionDescription: 'clarity',
  LegacyKeyValueFormat: 'clarity',
  MaintainerDeprecated: 'clarity',
  RedundantTargetPlatform: 'clarity',
  ReservedStageName: 'clarity',
  StageNameCasing: 'clarity',
  UnreachableStage: 'clarity',
};

/** What a finding gains. An error stops the build, whatever its rule. */
export function gainOf({ rule, severity }: Pick<Diagnostic, 'rule' | 'severity'>): Gain {
  return severity === 'error' ? 'builds' : (GAIN_OF[rule] ?? 'works');
}

/** Bytes that a finding can gain at most; undefined where no build has told. */
export type Gainable = (problem: Diagnostic) => number | undefined;

/**
 * Findings with the gain that each belongs to, best first. Within a gain the one that gains most bytes, then the
 * order of the text.
 */
export function byGain(
  found: readonly Diagnostic[],
  gainable: Gainable = () => undefined,
): { readonly gain: Gain; readonly problem: Diagnostic; readonly bytes?: number }[] {
  const order = GAINS.map(({ gain }) => gain);
  return found
    .map((problem) => {
      const gain = gainOf(problem);
      const bytes = gain === 'size' ? gainable(problem) : undefined;
      return { gain, problem, ...(bytes === undefined ? {} : { bytes }) };
    })
    .sort(
      (a, b) =>
        order.indexOf(a.gain) - order.indexOf(b.gain) ||
        (b.bytes ?? -1) - (a.bytes ?? -1) ||
        a.problem.range.start.line - b.problem.range.start.line,
    );
}
