/**
 * Builtins that dash and ash take more strictly than bash: an error of a special one ends the shell
 * (POSIX.1-2024, 2.8.1), and options that bash added are not there.
 */
import type { Rewriter } from './rewriter.ts';
import {
  type CommandNode,
  fixedText,
  group,
  type SimpleCommandNode,
  simple,
  statement,
  type WordNode,
  word,
} from './tree.ts';

/** Special builtins, whose assignments in front stay and whose errors end dash and ash. */
export const SPECIAL: ReadonlySet<string> = new Set(
  '. : break continue eval exec exit export readonly return set shift times trap unset'.split(' '),
);

/** Says something and ends the shell. */
function end(shell: Rewriter, message: string): CommandNode {
  return group([shell.say(2, message), ...shell.exit(2)]);
}

/** `local`, `export`, `readonly`. */
export function declare(shell: Rewriter, name: string, node: SimpleCommandNode): CommandNode {
  if (shell.bash) return node;
  if (name === 'local' && shell.depth === 0) return end(shell, 'local: not in a function');
  for (const one of node.args) {
    const text = leading(one);
    if (text === undefined) continue;
    const variable = /^[^=]*/.exec(text)?.[0] ?? '';
    if (name !== 'local' && variable.startsWith('-')) {
      const known = shell.dialect.kind === 'ash' && name === 'export' ? /^-[pn]*$/ : /^-p*$/;
      if (known.test(variable) || variable === '--') continue;
      const what = variable.replace(/p/g, '').slice(0, 2);
      return end(shell, `${name}: ${shell.dialect.kind === 'dash' ? 'Illegal' : 'illegal'} option ${what}`);
    }
    if (!/^[A-Za-z_]\w*$/.test(variable) && !(isOpen(one) && variable === text))
      return end(shell, `${name}: ${variable}: bad variable name`);
  }
  // dash keeps the value that a variable had outside.
  if (name !== 'local' || shell.dialect.kind !== 'dash') return node;
  return {
    ...node,
    args: node.args.map((one) => {
      const text = fixedText(one);
      if (text === undefined || text.includes('=')) return one;
      const value = {
        type: 'ParameterExpansion' as const,
        parameter: text,
        operation: { type: 'DefaultValue' as const, word: word(''), checkEmpty: false },
      };
      return {
        type: 'Word' as const,
        parts: [
          { type: 'Literal' as const, value: `${text}=` },
          { type: 'DoubleQuoted' as const, parts: [{ type: 'Literal' as const, value: '' }, value] },
        ],
      };
    }),
  };
}

/** The text with which a word begins; undefined where that is not written out. */
function leading(node: WordNode): string | undefined {
  const at = node.parts.findIndex((part) => part.type !== 'Literal' && part.type !== 'SingleQuoted');
  const parts = at < 0 ? node.parts : node.parts.slice(0, at);
  return parts.length === 0 ? undefined : fixedText({ type: 'Word', parts });
}

/** Whether more than text stands in a word. */
function isOpen(node: WordNode): boolean {
  return fixedText(node) === undefined;
}

/** `unset`: a variable that is read-only ends dash and ash. */
export function unset(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  return shell.bash ? node : group([statement([node, simple([word('exit'), word('2')])], ['||'])]);
}

/** Letters of `read` that take a word, and those that do not. */
const READ_LETTERS = { dash: { with: 'p', without: 'r' }, ash: { with: 'pdntu', without: 'rs' } } as const;

/** `read` with an option or without a name. */
export function read(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const { kind } = shell.dialect;
  if (kind !== 'dash' && kind !== 'ash') return node;
  const letters = READ_LETTERS[kind];
  let at = 0;
  for (; at < node.args.length; at += 1) {
    const text = fixedText(node.args[at] as WordNode);
    if (text === undefined || !/^-./.test(text) || text === '--') break;
    const wrong = [...text.slice(1)].findIndex(
      (one, place) =>
        !letters.without.includes(one) &&
        !(
          letters.with.includes(one) &&
          ![...text.slice(1, place + 1)].some((before) => letters.with.includes(before))
        ),
    );
    const option = text[wrong + 1];
    const rest = [...text.slice(1)].findIndex((one) => letters.with.includes(one));
    if (wrong >= 0 && (rest < 0 || wrong <= rest))
      return group([shell.say(2, `read: ${kind === 'dash' ? 'Illegal' : 'illegal'} option -${option}`)]);
    if (rest === text.length - 2) at += 1;
  }
  return kind === 'dash' && node.args.length <= at ? group([shell.say(2, 'read: arg count')]) : node;
}

/** `printf`: options, and a format that dash takes for one. */
export function printf(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const { kind } = shell.dialect;
  const [first] = node.args;
  const format = first && fixedText(first);
  if (first === undefined) {
    const usage = {
      dash: 'printf: usage: printf format [arg ...]',
      ash: '',
      bash: '',
      sh: '',
    }[kind];
    return usage === '' ? node : group([shell.say(2, usage)]);
  }
  if (format === undefined || kind === 'ash') return node;
  if (/^-./.test(format) && format !== '--' && !(shell.bash && format.startsWith('-v'))) {
    if (kind === 'dash') return group([shell.say(2, `printf: Illegal option ${format.slice(0, 2)}`)]);
    const usage = 'printf: usage: printf [-v var] format [arguments]';
    return group([shell.say(2, `printf: ${format.slice(0, 2)}: invalid option\n${usage}`)]);
  }
  if (kind !== 'dash') return node;
  const odd = /%[-+ #0-9.*]*([^-+ #0-9.*%bcdeEfFgGiosuxXa])/.exec(format.replaceAll('%%', ''));
  if (odd) return group([shell.say(2, `printf: %${odd[1]}: invalid directive`)]);
  // dash's printf knows no \x.
  return /\\[xu]/.test(format)
    ? {
        ...node,
        args: [
          word(format.replace(/\\\\|\\([xu])/g, (all, one) => (one ? `\\\\${one}` : all))),
          ...node.args.slice(1),
        ],
      }
    : node;
}

/** `echo -nn`: a letter may stand twice. */
export function echo(node: SimpleCommandNode): SimpleCommandNode {
  const option = node.args[0] && fixedText(node.args[0]);
  if (option === undefined || !/^-[neE]{2,}$/.test(option)) return node;
  return { ...node, args: [word(`-${[...new Set(option.slice(1))].join('')}`), ...node.args.slice(1)] };
}
