/** basename, dirname and expr of coreutils and BusyBox. */

import { flavourOf } from '../support/flavour.ts';
import { lastName } from '../support/look.ts';
import { defineTool, failed, type ToolOutput } from '../types.ts';
import { byteText } from './bytes.ts';
import { holds } from './ordering.ts';
import { group, RegexBeyond, RegexError, regex } from './regex/index.ts';

export const basename = defineTool({
  names: ['basename'],
  origin: 'system',
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    let suffix: string | undefined;
    let many = false;
    let end = '\n';
    const words: string[] = [];
    for (let at = 0; at < call.args.length; at += 1) {
      const word = call.args[at] as string;
      const given = /^(?:-a?s|--suffix=)([\s\S]*)$/.exec(word);
      if (word === '--') {
        words.push(...call.args.slice(at + 1));
        break;
      }
      if (word === '-a' || word === '--multiple') many = true;
      else if (word === '-z' || word === '--zero') end = '\0';
      else if (given) {
        many = true;
        suffix = given[1] || call.args[++at];
      } else words.push(word);
    }
    const [first] = words;
    if (first === undefined)
      return failed(
        gnu
          ? "basename: missing operand\nTry 'basename --help' for more information."
          : 'Usage: basename FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
      );
    if (!many && words.length > 2)
      return failed(
        gnu
          ? `basename: extra operand '${words[2]}'\nTry 'basename --help' for more information.`
          : 'Usage: basename FILE [SUFFIX] | -a FILE... | -s SUFFIX FILE...',
      );
    const cutOff = suffix ?? (many ? undefined : words[1]);
    const names = (many ? words : [first]).map((path) => {
      const name = path === '' ? '' : lastName(path);
      return cutOff && name !== cutOff && name.endsWith(cutOff) ? name.slice(0, -cutOff.length) : name;
    });
    return { stdout: names.map((name) => name + end).join('') };
  },
});

export const dirname = defineTool({
  names: ['dirname'],
  origin: 'system',
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const words = call.args.filter((word) => word !== '--' && word !== '-z' && word !== '--zero');
    const end = call.args.some((word) => word === '-z' || word === '--zero') ? '\0' : '\n';
    if (words.length === 0)
      return failed(
        gnu
          ? "dirname: missing operand\nTry 'dirname --help' for more information."
          : 'Usage: dirname FILENAME',
      );
    const folders = words.map((path) => {
      const plain = path.replace(/\/+$/, '');
      if (plain === '') return path.startsWith('/') ? '/' : '.';
      const slash = plain.lastIndexOf('/');
      return slash < 0 ? '.' : plain.slice(0, slash).replace(/\/+$/, '') || '/';
    });
    return { stdout: folders.map((name) => name + end).join('') };
  },
});

class Wrong extends Error {}

export const expr = defineTool({
  names: ['expr'],
  origin: 'system',
  run(call): ToolOutput {
    const gnu = flavourOf(call) === 'gnu';
    const words = call.args[0] === '--' ? call.args.slice(1) : call.args;
    let at = 0;
    const isNumber = (text: string) => /^-?\d+$/.test(text);
    const value = (text: string) => {
      if (!isNumber(text)) throw new Wrong('non-integer argument');
      return BigInt(text);
    };
    const isEmpty = (text: string) => text === '' || /^-?0+$/.test(text);
    const next = () => {
      const word = words[at];
      if (word === undefined)
        throw new Wrong(
          at === 0 ? 'missing operand' : `syntax error: missing argument after '${words[at - 1]}'`,
        );
      at += 1;
      return word;
    };
    const pattern = (text: string, expression: string) => {
      const found = regex(byteText(expression), { extended: false });
      const anchored = regex(`^\\(${byteText(expression.replace(/^\^/, ''))}\\)`, { extended: false });
      const match = anchored.find(byteText(text));
      if (/\\[1-9]/.test(expression)) throw new RegexBeyond(expression);
      if (found.groups > 0) return match ? group(match, 2, byteText(text)) : '';
      return String(match ? (match[1] ?? 0) - (match[0] ?? 0) : 0);
    };
    const primary = (): string => {
      const word = next();
      if (word === '(') {
        const inner = or();
        if (words[at] !== ')') throw new Wrong(`syntax error: expecting ')' after '${words[at - 1]}'`);
        at += 1;
        return inner;
      }
      if (word === ')') throw new Wrong("syntax error: unexpected ')'");
      if (word === '+' && gnu) return next();
      if (at >= words.length) return word;
      if (word === 'length') return String(byteText(primary()).length);
      if (word === 'match') return pattern(primary(), primary());
      if (word === 'index') {
        const [text, chars] = [primary(), primary()];
        return String([...text].findIndex((char) => chars.includes(char)) + 1);
      }
      if (word === 'substr') {
        const [text, from, count] = [primary(), primary(), primary()];
        const [start, length] = [Number(from), Number(count)];
        return start > 0 && length > 0 ? text.slice(start - 1, start - 1 + length) : '';
      }
      return word;
    };
    const level =
      (
        operators: readonly string[],
        inner: () => string,
        apply: (op: string, a: string, b: string) => string,
      ) =>
      () => {
        let left = inner();
        while (operators.includes(words[at] ?? '')) {
          const operator = next();
          left = apply(operator, left, inner());
        }
        return left;
      };
    const match = level([':'], primary, (_, a, b) => pattern(a, b));
    const times = level(['*', '/', '%'], match, (op, a, b) => {
      const [x, y] = [value(a), value(b)];
      if (op !== '*' && y === 0n) throw new Wrong('division by zero');
      return String(op === '*' ? x * y : op === '/' ? x / y : x % y);
    });
    const plus = level(['+', '-'], times, (op, a, b) =>
      String(op === '+' ? value(a) + value(b) : value(a) - value(b)),
    );
    const compare = level(['<', '<=', '=', '==', '!=', '>=', '>'], plus, (op, a, b) => {
      const way = isNumber(a) && isNumber(b) ? Number(value(a) - value(b)) : a < b ? -1 : a > b ? 1 : 0;
      return holds(op, way) ? '1' : '0';
    });
    const and = level(['&'], compare, (_, a, b) => (isEmpty(a) || isEmpty(b) ? '0' : a));
    const or = level(['|'], and, (_, a, b) => (isEmpty(a) ? (isEmpty(b) ? '0' : b) : a));
    try {
      const result = or();
      if (at < words.length) throw new Wrong(`syntax error: unexpected argument '${words[at]}'`);
      return { stdout: `${result}\n`, exitCode: isEmpty(result) ? 1 : 0 };
    } catch (error) {
      if (error instanceof Wrong) {
        const busybox = error.message.startsWith('non-integer')
          ? 'non-numeric argument'
          : error.message.startsWith('division')
            ? error.message
            : 'syntax error';
        const hint = error.message === 'missing operand' ? "\nTry 'expr --help' for more information." : '';
        return failed(`expr: ${gnu ? error.message + hint : busybox}`, 2);
      }
      if (!(error instanceof RegexBeyond) && !(error instanceof RegexError)) throw error;
      call.unknown(`expr is not followed here: ${error.message}`);
      return {};
    }
  },
});
