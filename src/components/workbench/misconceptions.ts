/**
 * Misconceptions by name: what somebody believes who writes what the check finds. Only where the finding
 * leaves hardly another explanation.
 */
const BY_RULE: Readonly<Record<string, string>> = {
  TrailingComment: 'A comment cannot follow an instruction on its line.',
  ArgOutOfScope: 'An ARG before the first FROM is not seen inside a stage.',
  UndefinedArgInFrom: 'FROM sees only ARGs that stand before the first FROM.',
  EnvLostBetweenStages: 'ENV ends with its stage.',
  SettingLostWithStage: 'USER, WORKDIR and the like end with their stage.',
  CacheMountContentLost: 'What lies in a cache mount is in no layer.',
  ShellStateLost: 'Each RUN starts a new shell: cd and export do not reach the next one.',
  ShellFormWithoutShell: 'The shell form needs a shell in the image.',
  ArgInStartCommand: 'Build arguments are gone when the container starts.',
  SourcesBeforeDependencies: 'A changed source file rebuilds every step below its COPY.',
  CopyIgnoredFile: 'What .dockerignore leaves out is not there to be copied.',
  UnreachableStage: 'A stage is built only when something takes from it.',
  JSONArgsRecommended: 'The shell form is not the program itself: a shell stands between.',
  SecretsUsedInArgOrEnv: 'ARG and ENV are no place for secrets: the image shows them.',
  SecretFileCopied: 'A file that a later step deletes is still in the layer below.',
  MisspelledStageName: 'A --from that names no stage asks for an image of that name.',
  CopyFromMissingPath: 'A stage has only what its own lines put there.',
  DevDependenciesInFinalImage: 'What the build needs is not what the program needs.',
  ToolchainInFinalImage: 'The base of the last stage is part of what you ship.',
  WholeStageCopied: 'Copying all of a stage brings back what it was to leave behind.',
  MultipleInstructionsDisallowed: 'Of several, only the last one in a stage counts.',
  AptGetUpdateAlone: 'A step that is cached does not run again: its package lists grow old.',
  PackageCacheInFinalImage: 'What a step leaves lying about stays in its layer.',
  HealthcheckToolMissing: 'A health check runs inside the container, with what is there.',
};

/** What Docker itself stops at, by a piece of its message. */
const BY_MESSAGE: readonly (readonly [piece: string, name: string])[] = [
  ['variable expansion is not supported for --from', '--from takes a name, never a variable.'],
  ['no build stage in current context', 'Nothing but ARG can stand before the first FROM.'],
];

/** The misconception behind a finding; undefined where none has a name. */
export function misconceptionOf(rule: string, message = ''): string | undefined {
  return BY_RULE[rule] ?? BY_MESSAGE.find(([piece]) => message.includes(piece))?.[1];
}
