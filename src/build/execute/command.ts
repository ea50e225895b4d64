/** What CMD, ENTRYPOINT and HEALTHCHECK run, as the config stores it. */
import type { CommandLine } from '../../dockerfile/instructions/types.ts';
import type { ImageConfig } from '../../dockerfile/stages/types.ts';

/** Linux's, where no SHELL was set. */
const DEFAULT_SHELL: readonly string[] = ['/bin/sh', '-c'];

/** The shell that shell form goes through. */
export function shellOf(config: ImageConfig): readonly string[] {
  return config.shell && config.shell.length > 0 ? config.shell : DEFAULT_SHELL;
}

/** Arguments as they go into the config: shell form gets the shell in front. */
export function commandArgs(command: CommandLine, config: ImageConfig): string[] {
  const words = command.args.map((word) => word.text);
  return command.form === 'exec' ? words : [...shellOf(config), ...words];
}
