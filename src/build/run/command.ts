/** What a RUN executes, after shell and heredocs have been put together. */

import type { Heredoc, RunInstruction } from '../../dockerfile/instructions/types.ts';
import { chomp, isHeredocWord } from '../../dockerfile/parser/index.ts';

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
  if (isBareHeredoc(instruction)) {
    const content = first.chomp ? chomp(first.content) : first.content;
    if (first.content.startsWith('#!')) {
      const file = `/dev/pipes/${first.name}`;
      return { argv: [...prefix, file], script: file, file: { ...first, content } };
    }
    return { argv: [...prefix, content], script: content };
  }
  const script = command.heredocs.reduce((all, one) => `${all}\n${one.content}${one.name}`, text);
  return { argv: [...prefix, script], script };
}

/** Whether the shell form is nothing but a heredoc: `<<EOF` without a command. */
export function isBareHeredoc({ command }: RunInstruction): boolean {
  const text = command.form === 'shell' ? (command.args[0]?.text ?? '') : '';
  return command.heredocs.length === 1 && isHeredocWord(text.trim());
}
