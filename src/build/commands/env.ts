/** env, printenv, nice, nohup, time and timeout: they run another command in a changed environment. */
import { flavourOf, optionError } from './support/flavour.ts';
import { quote } from './support/look.ts';
import { readOptions } from './support/options.ts';
import { defineTool, failed } from './types.ts';

/** Variables of the interpreter that no process sees. */
const isVariable = (name: string) => /^[A-Za-z_]\w*$/.test(name) && !name.startsWith('__stagecraft_');

export const env = defineTool({
  names: ['env', 'printenv'],
  origin: 'system',
  async run(call) {
    const shown = [...call.env].filter(([name]) => isVariable(name));
    if (call.name === 'printenv') {
      const names = call.args.filter((word) => !word.startsWith('-'));
      if (names.length === 0) return { stdout: shown.map(([name, value]) => `${name}=${value}\n`).join('') };
      const values = names.map((name) => call.env.get(name));
      const stdout = values.flatMap((value) => (value === undefined ? [] : [`${value}\n`])).join('');
      return { stdout, exitCode: values.includes(undefined) ? 1 : 0 };
    }
    const options = readOptions(call.args, {
      short: flavourOf(call) === 'gnu' ? 'iu:0C:S:v' : 'iu:0',
      long: { 'ignore-environment': 'i', unset: 'u', null: '0', chdir: 'C', 'split-string': 'S' },
      stopAtOperand: true,
    });
    const wrong = flavourOf(call) === 'gnu' ? undefined : optionError(call, options, 'busybox', 1);
    if (wrong) return wrong;
    const words = [...(options.values.get('S')?.split(/\s+/).filter(Boolean) ?? []), ...options.operands];
    const set = new Map<string, string>();
    while (words[0] !== undefined && /^[^=]+=/.test(words[0])) {
      const word = words.shift() ?? '';
      set.set(word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1));
    }
    const [command] = words;
    const dropped = new Set(options.all('u'));
    const kept = options.has('i') ? [] : shown.filter(([name]) => !dropped.has(name));
    if (command === undefined || (command === 'env' && words.length === 1)) {
      const merged = new Map([...kept, ...set]);
      return { stdout: [...merged].map(([name, value]) => `${name}=${value}\n`).join('') };
    }
    if (!command.includes('/') && call.which(command) === undefined) {
      return failed(
        flavourOf(call) === 'gnu'
          ? `env: '${command.replaceAll('\r', '\\r')}': No such file or directory${/\s/.test(command) ? '\nenv: use -[v]S to pass options in shebang lines' : ''}`
          : `env: can't execute '${command}': No such file or directory`,
        127,
      );
    }
    const gone = options.has('i') ? shown.map(([name]) => name) : [...dropped];
    const unset = gone.filter((name) => isVariable(name) && name !== 'PATH' && name !== 'PWD');
    const assigned = [...set]
      .filter(([name]) => isVariable(name))
      .map(([name, value]) => `${name}=${quote(value)} `)
      .join('');
    const script = `${unset.length > 0 ? `unset ${unset.join(' ')}; ` : ''}${assigned}${words.map(quote).join(' ')}`;
    const cwd = options.values.get('C');
    return call.run(script, {
      env: Object.fromEntries(set),
      ...(cwd === undefined ? {} : { cwd: call.files.resolve(cwd) }),
    });
  },
});

/** Commands that only run another one: what is in front of it makes no difference to the files. */
export const wrappers = defineTool({
  names: ['nice', 'nohup', 'ionice', 'setsid', 'stdbuf', 'unbuffer', 'eatmydata', 'timeout'],
  origin: 'system',
  async run(call) {
    const options = readOptions(call.args, {
      short: 'n:c:p:k:s:i:o:e:vfw',
      long: {
        adjustment: 'n',
        signal: 's',
        'kill-after': 'k',
        'preserve-status': 'v',
        foreground: 'f',
        input: 'i',
        output: 'o',
        error: 'e',
      },
      stopAtOperand: true,
    });
    const words = call.name === 'timeout' ? options.operands.slice(1) : options.operands;
    if (words.length === 0) return failed(`${call.name}: missing operand`, 125);
    const [command = ''] = words;
    const missing = command.includes('/')
      ? call.files.stat(command).kind === 'absent'
      : call.which(command) === undefined;
    if (missing)
      return failed(
        flavourOf(call) === 'gnu'
          ? `${call.name}: failed to run command '${command}': No such file or directory`
          : `${call.name}: can't execute '${command}': No such file or directory`,
        127,
      );
    return call.run(words.map(quote).join(' '));
  },
});
