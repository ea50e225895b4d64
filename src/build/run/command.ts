/** What a RUN executes, after shell and heredocs have been put together. */
import type { Heredoc, RunInstruction } from '../../dockerfile/instructions/types.ts';

const DEFAULT_SHELL = ['/bin/sh', '-c'];

/** What a RUN executes, after shell and heredocs have been put together. */
export interface RunCommand {
  readonly argv: readonly string[];
  /** The script that the shell gets; undefined for the exec form. */
  readonly script?: string;
  /** A heredoc with `#!`, which BuildKit mounts as a file and runs. */
  readonly file?: Heredoc;
}

/** The argument vector of a RUN, as BuildKit prints it in errors. */
export function runCommand(instruction: RunInstruction, shell: readonly string[] | null): RunCommand {
  const { command } = instruction;
  if (command.form === 'exec') return { argv: command.args.map((word) => word.text) };
  const prefix = shell ?? DEFAULT_SHELL;
  const text = command.args[0]?.text ?? '';
  const [first] = command.heredocs;
  if (!first) return { argv: [...prefix, text], script: text };
  if (command.heredocs.length === 1 && isBareHeredoc(text)) {
    if (first.content.startsWith('#!')) {
      const file = `/dev/pipes/${first.name}`;
      return { argv: [...prefix, file], script: file, file: first };
    }
    return { argv: [...prefix, first.content], script: first.content };
  }
  const script = command.heredocs.reduce((all, one) => `${all}\n${one.content}${one.name}`, text);
  return { argv: [...prefix, script], script };
}

/** Whether the shell form is nothing but `<<NAME`. */
function isBareHeredoc(text: string): boolean {
  return /^\d*<<-?[^\s<]+$/.test(text.trim());
}
