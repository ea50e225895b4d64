/** A simple command: what the shell's own commands do otherwise than bash's is put in their place. */

import { illegalOption, lacks } from './kinds.ts';
import { OWN, type OWN_COMMANDS } from './own.ts';
import { rewriteRedirections } from './redirections.ts';
import type { Rewriter } from './rewriter.ts';
import { mayBeSeveral, withWords } from './several-words.ts';
import {
  type CommandNode,
  fixedText,
  group,
  plainText,
  type SimpleCommandNode,
  simple,
  statement,
  type WordNode,
  word,
} from './tree.ts';
import { rewriteAssignment, rewriteWord } from './words.ts';

/** A simple command as the shell takes it; notes the line on which its name stands. */
export function rewriteSimple(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const plain = plainText(node.name);
  if (plain !== undefined) {
    const lines = shell.facts.lines.get(plain) ?? [];
    lines.push(shell.line);
    shell.facts.lines.set(plain, lines);
  }
  const assignments = node.assignments.map((one) => rewriteAssignment(shell, one));
  const changed: SimpleCommandNode = {
    ...node,
    assignments,
    name: node.name && rewriteWord(shell, node.name),
    args: node.args.map((one) => rewriteWord(shell, one)),
    redirections: rewriteRedirections(shell, node.redirections),
  };
  const append = shell.bash ? undefined : node.assignments.find((one) => one.append);
  if (append) {
    const value = append.value ? fixedText(append.value) : '';
    if (node.name || value === undefined)
      shell.facts.beyond.push(`${shell.dialect.kind} takes ${append.name}+=… for a command`);
    else return group([shell.say(127, `${append.name}+=${value}: not found`)]);
  }
  if (changed.name && mayBeSeveral(changed.name))
    return withWords(changed, [changed.name, ...changed.args], (command) => [statement([command])]);
  if (plain === undefined || shell.facts.functions.has(plain)) return changed;
  if (lacks(shell.dialect.kind, plain))
    return replaced(changed, 'say', [word('127'), word(String(shell.line)), word(`${plain}: not found`)]);
  switch (plain) {
    case 'echo':
      return shell.dialect.kind === 'dash' ? replaced(changed, 'echo', changed.args) : changed;
    case 'test':
    case '[':
      return replaced(changed, 'test', [word(String(shell.line)), word(plain), ...changed.args]);
    case 'trap':
    case 'umask':
    case 'type':
    case 'hash':
    case 'alias':
      return replaced(changed, plain, [word(String(shell.line)), ...changed.args]);
    case 'unalias':
      return replaced(changed, 'alias', [word(String(shell.line))]);
    case 'command': {
      const option = plainText(node.args[0] ?? null);
      return option === '-v' || option === '-V'
        ? replaced(changed, 'command', [word(String(shell.line)), ...changed.args])
        : changed;
    }
    case 'cd':
      // dash and ash end a cd that fails with 2.
      return shell.dialect.kind === 'dash' || shell.dialect.kind === 'ash'
        ? group([statement([changed, shell.own('say', [word('2')])], ['||'])])
        : changed;
    case 'exec':
      return changed.args.length === 0 ? changed : execInPlace(shell, changed);
    case 'return':
      return !shell.bash && shell.depth === 0 ? { ...changed, name: word('exit') } : changed;
    case '.':
    case 'source':
      return sourceFile(shell, plain, changed);
    case 'set':
      return setOptions(shell, changed);
    case 'exit':
      return exitWith(shell, changed);
    case 'shift':
      return shiftArguments(shell, changed);
    default:
      return changed;
  }
}

/** A file that cannot be read ends dash and ash; bash goes on. */
function sourceFile(shell: Rewriter, name: string, node: SimpleCommandNode): CommandNode {
  const check = shell.own('source', [word(String(shell.line)), word(name), ...node.args.slice(0, 1)]);
  if (shell.bash) {
    const text = fixedText(node.args[0] ?? null);
    // bash looks at PATH first; nobody keeps such files there.
    const isName = text !== undefined && text !== '' && !text.includes('/');
    const here = isName ? { ...node, args: [word(`./${text}`), ...node.args.slice(1)] } : node;
    return {
      type: 'If',
      clauses: [{ condition: [statement([check])], body: [statement([here])] }],
      elseBody: [statement([shell.own('say', [word('1')])])],
      redirections: [],
    };
  }
  return group([
    statement([check, simple([word('exit'), word('2')])], ['||']),
    statement([{ ...node, name: word('.') }]),
  ]);
}

/** The same command done by one of ours. */
function replaced(
  node: SimpleCommandNode,
  name: (typeof OWN_COMMANDS)[number],
  args: readonly WordNode[],
): SimpleCommandNode {
  return { ...node, name: word(`${OWN}${name}`), args: [...args] };
}

/** The program takes the place of the shell: nothing behind it runs. */
function execInPlace(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const args = node.args[0] && plainText(node.args[0]) === '--' ? node.args.slice(1) : node.args;
  const [name, ...rest] = args;
  if (!name) return node;
  const run = (command: SimpleCommandNode, program: WordNode) => [
    statement([shell.own('exec', [word(String(shell.line)), program]), simple([word('exit')])], ['||']),
    { ...statement([command, simple([word('exit')])], ['||']) },
    ...shell.exit(0),
  ];
  if (mayBeSeveral(name)) return withWords(node, args, run);
  return group(run({ ...node, name, args: rest }, name));
}

function setOptions(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const words = node.args.map(fixedText);
  const fixed = words.slice(0, words.indexOf(undefined) < 0 ? undefined : words.indexOf(undefined));
  if (fixed.some((one) => /^-[a-z]*e/.test(one ?? '') || one === 'errexit')) shell.facts.errexit = true;
  const illegal = illegalOption(shell.dialect.kind, fixed as string[], shell.dialect.pipefail);
  if (!illegal) return node;
  const { option, name } = illegal;
  if (shell.bash) {
    const usage = 'set: usage: set [-abefhkmnptuvxBCEHPT] [-o option-name] [--] [-] [arg ...]';
    const said =
      name === undefined ? [`set: ${option}: invalid option`, usage] : [`set: ${name}: invalid option name`];
    return group([shell.say(2, said.join('\n'))]);
  }
  const dash = shell.dialect.kind === 'dash';
  const message = dash ? `set: Illegal option ${option}` : `set: illegal option ${option}`;
  // An error of a special builtin ends these shells; ash goes on after a wrong name.
  return group([
    shell.say(dash || name === undefined ? 2 : 1, message),
    ...(dash || name === undefined ? shell.exit(2) : []),
  ]);
}

function exitWith(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const code = node.args[0] && fixedText(node.args[0]);
  if (shell.bash || code === undefined || /^\d+$/.test(code)) return node;
  return group([shell.say(2, `exit: Illegal number: ${code}`), ...shell.exit(2)]);
}

/** `shift` past the end: an error that ends dash, a quiet failure elsewhere. */
function shiftArguments(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const count = node.args[0] ?? word('1');
  const enough = shell.own('test', [
    word(String(shell.line)),
    word('['),
    count,
    word('-le'),
    { type: 'Word', parts: [{ type: 'ParameterExpansion', parameter: '#', operation: null }] },
    word(']'),
  ]);
  const dash = shell.dialect.kind === 'dash';
  return {
    type: 'If',
    clauses: [{ condition: [statement([enough])], body: [statement([node])] }],
    elseBody: dash
      ? [shell.say(2, "shift: can't shift that many"), ...shell.exit(2)]
      : [statement([shell.own('say', [word('1')])])],
    redirections: [],
  };
}
