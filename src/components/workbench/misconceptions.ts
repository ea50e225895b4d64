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
};

/** The misconception behind a finding; undefined where none has a name. */
export function misconceptionOf(rule: string): string | undefined {
  return BY_RULE[rule];
}
