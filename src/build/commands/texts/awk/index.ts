/** awk: mawk of Debian and awk of BusyBox, without what runs commands. */
import { type Flavour, flavourOf } from '../../support/flavour.ts';
import { defineTool, failed, type ToolCall, type ToolOutput } from '../../types.ts';
import { bytesIn, byteText, nameOf, opaque, readText, TOO_LONG } from '../bytes.ts';
import { RegexBeyond, RegexError } from '../regex/index.ts';
import { unescaped } from './lexer.ts';
import { readProgram } from './parser.ts';
import { Awk } from './run.ts';
import { input } from './values.ts';

/** A file whose content is not known was read. */
class Opaque extends Error {
  readonly endless: boolean;
  constructor(endless: boolean) {
    super('opaque');
    this.endless = endless;
  }
}

export const awk = defineTool({
  names: ['awk', 'mawk'],
  origin: 'system',
  readsMarks: true,
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const assigned: string[] = [];
    const programs: string[] = [];
    let separator: string | undefined;
    let at = 0;
    for (; at < call.args.length; at += 1) {
      const word = call.args[at] as string;
      if (word === '--') {
        at += 1;
        break;
      }
      const option = /^-([vFf])([\s\S]*)$/.exec(word);
      if (!option) {
        if (/^-./.test(word)) {
          call.unknown(`awk ${word} is not followed`);
          return {};
        }
        break;
      }
      const value = option[2] || (call.args[++at] ?? '');
      if (option[1] === 'v') assigned.push(value);
      else if (option[1] === 'F') separator = value;
      else {
        const found = readText(call, value);
        if (found.kind !== 'text') {
          call.unknown(`the program of awk -f ${value} is not known`);
          return {};
        }
        programs.push(found.text);
      }
    }
    if (programs.length === 0) {
      const first = call.args[at];
      if (first === undefined)
        return failed('usage: awk [-F value] [-v var=value] [program | -f file] [file ...]', 2);
      programs.push(byteText(first));
      at += 1;
    }
    try {
      return run(call, flavour, programs.join('\n'), assigned, separator, call.args.slice(at).map(byteText));
    } catch (error) {
      if (error instanceof Opaque) return opaque(call, error.endless);
      if (!(error instanceof RegexBeyond) && !(error instanceof RegexError)) throw error;
      call.unknown(error.message === 'steps' ? TOO_LONG : `awk is not followed here: ${error.message}`);
      return {};
    }
  },
});

function run(
  call: ToolCall,
  flavour: Flavour,
  text: string,
  assigned: readonly string[],
  separator: string | undefined,
  operands: readonly string[],
): ToolOutput {
  const gnu = flavour === 'gnu';
  const program = readProgram(text, gnu);
  const machine = new Awk(
    program,
    {
      gnu,
      env: new Map([...call.env].map(([name, value]) => [name, byteText(value)])),
      anyOrder: () => call.estimated('awk goes through an array in an order of its own'),
      read: (path) => {
        const found = readText(call, path === '/dev/stdin' ? '-' : nameOf(path));
        if (found.kind === 'opaque') throw new Opaque(found.endless);
        if (found.kind === 'unknown') throw new RegexBeyond(`whether ${path} is there is not known`);
        return found.kind === 'text' ? found.text : undefined;
      },
    },
    ['awk', ...operands],
  );
  if (separator !== undefined)
    machine.fields.setVariable('FS', separator === 't' ? '\t' : unescaped(byteText(separator), true));
  for (const one of assigned) {
    const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(one) ?? [];
    if (name === undefined) throw new RegexBeyond(`-v ${one}`);
    machine.fields.setVariable(name, input(unescaped(byteText(value ?? ''), gnu), !gnu));
  }
  machine.run();
  for (const [path, file] of machine.written) {
    const name = nameOf(path);
    const old = file.appends && call.files.isFile(name) ? readText(call, name) : undefined;
    if (old && old.kind !== 'text') throw new RegexBeyond(`${name} is not known`);
    call.files.write(name, bytesIn((old?.text ?? '') + file.text));
  }
  const [missing] = machine.records.missing;
  const said = machine.records.missing.map((path) =>
    gnu
      ? `awk: cannot open "${path}" (No such file or directory)\n`
      : `awk: ${path}: No such file or directory\n`,
  );
  return {
    stdout: machine.out.join(''),
    stderr: said.join('') + machine.errors.join(''),
    exitCode: missing === undefined ? machine.exitCode : gnu ? 2 : machine.exitCode || 1,
    isBinary: true,
  };
}
