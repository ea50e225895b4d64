/** A simple command: what the shell's own commands do otherwise than bash's is put in their place. */

import { aliasOf, noteAliases } from './aliases.ts';
import { declare, echo, printf, read, SPECIAL, unset } from './builtins.ts';
import { andLook, choose } from './conditions.ts';
import { breakLoop } from './jobs.ts';
import { illegalOption, lacks } from './kinds.ts';
import { OWN, type OWN_COMMANDS } from './own.ts';
import { rewriteRedirections } from './redirections.ts';
import type { Rewriter } from './rewriter.ts';
import { mayBeSeveral, withWords } from './several-words.ts';
import { isOwnShell, isSetTest, onlyJoins, setTest } from './simple-facts.ts';
import { deeperCommand, shownFirst, together } from './trace.ts';
import {
  type CommandNode,
  fixedText,
  group,
  plainText,
  type SimpleCommandNode,
  simple,
  statement,
  variable,
  type WordNode,
  word,
} from './tree.ts';
import { valuesBefore } from './values.ts';
import { directoriesOnly, rewriteAssignment, rewriteWord } from './words.ts';

/** A simple command as the shell takes it; notes the line on which its name stands. */
export function rewriteSimple(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const plain = plainText(node.name);
  if (plain !== undefined) {
    const lines = shell.facts.lines.get(plain) ?? [];
    lines.push(shell.line);
    shell.facts.lines.set(plain, lines);
    const meant = aliasOf(shell, plain, node);
    if (meant) return rewriteSimple(shell, meant);
  }
  const { before, kept } = directoriesOnly(
    shell,
    node.args.map((one) => rewriteWord(shell, one, DECLARES.has(plain ?? ''))),
  );
  const earlier = valuesBefore(node, kept);
  const changed: SimpleCommandNode = {
    ...node,
    assignments: node.assignments.map((one) => rewriteAssignment(shell, one)),
    name: node.name && rewriteWord(shell, node.name),
    args: earlier.args,
    redirections: rewriteRedirections(shell, node.redirections),
  };
  const command = rewriteNamed(shell, node, changed, plain);
  const first = [...before, ...earlier.before];
  return first.length === 0 ? command : group([...first, statement([command])]);
}

/** Commands whose arguments are assignments. */
const DECLARES: ReadonlySet<string> = new Set(['export', 'readonly', 'local', 'declare', 'typeset']);

/** The command that a name stands for in the shell at hand. */
function rewriteNamed(
  shell: Rewriter,
  node: SimpleCommandNode,
  changed: SimpleCommandNode,
  plain: string | undefined,
): CommandNode {
  const append = shell.bash ? undefined : node.assignments.find((one) => one.append);
  if (append) {
    const value = append.value ? fixedText(append.value) : '';
    if (node.name || value === undefined)
      shell.facts.beyond.push(`${shell.dialect.kind} takes ${append.name}+=… for a command`);
    else return group([shell.say(127, `${append.name}+=${value}: not found`)]);
  }
  if (changed.name && mayBeSeveral(changed.name))
    return withWords(shell, changed, [changed.name, ...changed.args], (command) => [statement([command])]);
  if (!node.name && node.assignments.length > 0 && !JSON.stringify(node).includes('"CommandSubstitution"'))
    return group([statement([together(shell, changed)]), statement([shell.nothing()])]);
  if (plain === undefined) return together(shell, changed);
  if (shell.facts.functions.has(plain)) return andLook(shell, changed);
  if (!shell.bash && SPECIAL.has(plain) && changed.assignments.length > 0) {
    const set: SimpleCommandNode = { ...simple([]), assignments: changed.assignments };
    const rest = { ...node, assignments: [] };
    return group([
      statement([set]),
      statement([rewriteNamed(shell, rest, { ...changed, assignments: [] }, plain)]),
    ]);
  }
  if (lacks(shell.dialect.kind, plain))
    return replaced(changed, 'say', [word('127'), word(String(shell.line)), word(`${plain}: not found`)]);
  switch (plain) {
    case 'echo':
      return shell.dialect.kind === 'dash' ? replaced(changed, 'echo', changed.args) : echo(changed);
    case 'printf':
      return printf(shell, changed);
    case 'read':
      return read(shell, changed);
    case 'time':
      return shell.bash
        ? changed
        : replaced(changed, 'say', [word('127'), word(String(shell.line)), word('time: not found')]);
    case 'local':
    case 'export':
    case 'readonly':
      return declare(shell, plain, changed);
    case 'unset':
      return unset(shell, changed);
    case 'break':
      return breakLoop(shell, changed);
    case 'eval':
      return andLook(shell, deeperCommand(shell, changed));
    case 'kill':
      if (isOwnShell(node)) shell.facts.beyond.push('a signal to the shell itself is not followed');
      return changed;
    case 'test':
    case '[':
      if (shell.bash && isSetTest(node, plain)) return setTest(changed);
      return replaced(changed, 'test', [word(String(shell.line)), word(plain), ...changed.args]);
    case 'alias':
      noteAliases(shell, node);
      return replaced(changed, plain, [word(String(shell.line)), ...changed.args]);
    case 'trap':
      if (shell.subshells > 0 && node.args.length > 1)
        shell.facts.beyond.push('a trap within ( ) or $( ) is not followed');
      return replaced(changed, plain, [word(String(shell.line)), ...changed.args]);
    case 'wait':
    case 'times':
    case 'ulimit':
    case 'umask':
    case 'type':
    case 'hash':
      return replaced(changed, plain, [word(String(shell.line)), ...changed.args]);
    case 'unalias':
      for (const one of node.args) shell.facts.aliases.delete(fixedText(one) ?? '');
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
      if (changed.args.length > 0) return execInPlace(shell, changed);
      // Both are the log of the build already, and the interpreter would send stderr into pipes too.
      return onlyJoins(node) && /[^|]\|[^|]|\$\(|`/.test(shell.dialect.text)
        ? { ...changed, redirections: [] }
        : changed;
    case 'shopt':
      if (JSON.stringify(node.args).includes('"failglob"'))
        shell.facts.beyond.push('failglob is not followed');
      return changed;
    case 'return':
      return shownFirst(
        shell,
        !shell.bash && shell.depth === 0 ? { ...changed, name: word('exit') } : changed,
      );
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
      return together(shell, changed);
  }
}

/** A file that cannot be read ends dash and ash; bash goes on. */
function sourceFile(shell: Rewriter, name: string, node: SimpleCommandNode): CommandNode {
  const check = shell.own('source', [word(String(shell.line)), word(name), ...node.args.slice(0, 1)]);
  const whole = deeperCommand(shell, node);
  if (shell.bash) {
    const text = fixedText(node.args[0] ?? null);
    // bash looks at PATH first, and then at the folder at hand.
    const isName = text !== undefined && text !== '' && !text.includes('/');
    const here = ifReadable(shell, {
      ...whole,
      ...(isName ? { args: [word(`./${text}`), ...node.args.slice(1)] } : {}),
    });
    const found = isName
      ? choose([statement([shell.own('onpath', [word(text)])])], [statement([whole])], [statement([here])])
      : here;
    return {
      type: 'If',
      clauses: [{ condition: [statement([check])], body: [statement([found])] }],
      elseBody: [statement([shell.own('say', [word('1')])])],
      redirections: [],
    };
  }
  // dash hands no arguments on.
  const args = shell.dialect.kind === 'dash' ? node.args.slice(0, 1) : node.args;
  return group([
    statement([check, simple([word('exit'), word('2')])], ['||']),
    statement([ifReadable(shell, { ...node, name: word('.'), args })]),
  ]);
}

/** What a file sets that nobody has seen is not known: it is passed over. */
function ifReadable(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  return choose(
    [statement([shell.own('readable', node.args.slice(0, 1))])],
    [statement([node])],
    [statement([shell.nothing()])],
  );
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
    statement(
      [shell.own('exec', [word(String(shell.line)), program, ...command.args]), simple([word('exit')])],
      ['||'],
    ),
    { ...statement([command, simple([word('exit')])], ['||']) },
    ...shell.exit(0),
  ];
  if (mayBeSeveral(name)) return withWords(shell, node, args, run);
  return group(run({ ...node, name, args: rest }, name));
}

function setOptions(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const words = node.args.map(fixedText);
  const fixed = words.slice(0, words.indexOf(undefined) < 0 ? undefined : words.indexOf(undefined));
  if (fixed.some((one) => /^-[a-z]*e/.test(one ?? '') || one === 'errexit')) shell.facts.errexit = true;
  const verbose = node.args.length === 1 && fixed[0] === '-v' && !shell.bash;
  if (verbose) return { ...node, args: [word('+v')] };
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
  if (shell.bash || code === undefined || /^\d+$/.test(code)) return shownFirst(shell, node);
  return group([shell.say(2, `exit: Illegal number: ${code}`), ...shell.exit(2)]);
}

/** `shift` past the end: an error that ends dash, a quiet failure elsewhere. */
function shiftArguments(shell: Rewriter, node: SimpleCommandNode): CommandNode {
  const count = node.args[0] ?? word('1');
  const enough = shell.own('check', [count, word('-le'), variable('#')]);
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
