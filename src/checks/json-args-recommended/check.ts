import type { CommandLine, QuickFix } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';

export default defineCheck({
  name: 'JSONArgsRecommended',
  buildkit: true,
  severity: 'warning',
  keywords: ['CMD', 'ENTRYPOINT'],
  run({ stages }, report) {
    for (const stage of stages) {
      const below = stage.base.kind === 'stage' ? stages[stage.base.index] : undefined;
      // With SHELL the author has chosen the shell on purpose.
      let shell = below?.config.shell != null && below.config.shell.length > 0;
      for (const { expanded: instruction } of stage.steps) {
        if (instruction.keyword === 'SHELL') shell = instruction.shell.length > 0;
        if (instruction.keyword !== 'CMD' && instruction.keyword !== 'ENTRYPOINT') continue;
        const { command, keywordText, keywordRange, lines } = instruction;
        if (shell || command.form !== 'shell') continue;
        report({
          range: command.args[0]?.text === '' ? keywordRange : (command.args[0]?.range ?? keywordRange),
          message: `JSON arguments recommended for ${keywordText} to prevent unintended behavior related to OS signals`,
          lines: [lines],
          ...asJson(command),
        });
      }
    }
  },
});

/** Words that a shell only takes apart at the blanks: no quotes, variables, patterns or operators. */
const PLAIN = /^[\w@%+,./:-]+(?: +[\w@%+,./:=-]+)*$/;
/** Words that are the shell's own, not programs. */
const BUILTIN =
  /^(?:\.|:|cd|command|eval|exec|exit|export|read|set|shift|source|trap|ulimit|umask|unset|wait)$/;

/** The edit to JSON, where the shell adds nothing to the command. */
function asJson(command: CommandLine): { readonly fix?: QuickFix } {
  const [script] = command.args;
  if (script === undefined || command.heredocs.length > 0 || !PLAIN.test(script.text)) return {};
  const words = script.text.split(/ +/);
  if (BUILTIN.test(words[0] as string)) return {};
  const newText = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return { fix: replacing(script.range, newText) };
}
