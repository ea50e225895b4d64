/** diff and cmp of GNU diffutils 3 and BusyBox. BusyBox's diff knows the unified form alone; GNU's default is the normal one. */
import { type Flavour, flavourOf, optionError } from '../support/flavour.ts';
import { bytesOf, input } from '../support/input.ts';
import { inside, lastName, Says } from '../support/look.ts';
import { type Options, readOptions } from '../support/options.ts';
import { defineTool, failed, type Tool, type ToolCall, type ToolOutput } from '../types.ts';
import { edits, normalDiff, unifiedDiff } from './line-diff.ts';

const diff = defineTool({
  names: ['diff'],
  origin: 'system',
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'aBbiNqrsTtU:uwdp',
      long: {
        brief: 'q',
        recursive: 'r',
        unified: 'u',
        'new-file': 'N',
        'report-identical-files': 's',
        'ignore-case': 'i',
        'ignore-all-space': 'w',
        'ignore-space-change': 'b',
        'ignore-blank-lines': 'B',
        text: 'a',
        exclude: 'x',
        color: 'color',
        label: 'L',
      },
      withValue: ['x', 'L'],
    });
    const wrong = optionError(call, options, flavour, 2);
    if (wrong) return wrong;
    const [one, other] = options.operands;
    if (one === undefined || other === undefined)
      return failed(
        flavour === 'gnu'
          ? `diff: missing operand after '${one ?? 'diff'}'\ndiff: Try 'diff --help' for more information.`
          : 'Usage: diff [-abBdiNqrTstw] [-L LABEL] [-S FILE] [-U LINES] FILE1 FILE2',
        2,
      );
    if (['B', 'b', 'w', 'i', 'x', 'L'].some((name) => options.has(name)))
      call.unknown('diff that leaves something out of account is not followed');
    const job: Job = { call, options, flavour, says: new Says() };
    const exitCode = compare(job, one, other);
    const { stdout, stderr } = job.says.result();
    return { stdout, stderr, exitCode };
  },
});

interface Job {
  readonly call: ToolCall;
  readonly options: Options;
  readonly flavour: Flavour;
  readonly says: Says;
}

function compare(job: Job, one: string, other: string): number {
  const { call } = job;
  const [left, right] = [call.files.isDirectory(one), call.files.isDirectory(other)];
  if (left && right) return directories(job, one, other);
  if (left) return files(job, inside(one, lastName(other)), other);
  return files(job, one, right ? inside(other, lastName(one)) : other);
}

function directories(job: Job, one: string, other: string): number {
  const { call, options, says } = job;
  const names = [...new Set([...call.files.list(one), ...call.files.list(other)])].sort();
  let code = 0;
  for (const name of names) {
    const [left, right] = [inside(one, name), inside(other, name)];
    const [there, here] = [call.files.lstat(left), call.files.lstat(right)];
    if (there.kind !== 'found' || here.kind !== 'found') {
      if (options.has('N')) {
        code = Math.max(
          code,
          files(
            job,
            there.kind === 'found' ? left : '/dev/null',
            here.kind === 'found' ? right : '/dev/null',
          ),
        );
        continue;
      }
      says.out.push(`Only in ${there.kind === 'found' ? one : other}: ${name}`);
      code = Math.max(code, 1);
      continue;
    }
    const [a, b] = [call.files.isDirectory(left), call.files.isDirectory(right)];
    if (a && b) {
      if (options.has('r')) code = Math.max(code, directories(job, left, right));
      else says.out.push(`Common subdirectories: ${left} and ${right}`);
    } else if (a || b) {
      const kind = (is: boolean) => (is ? 'directory' : 'regular file');
      says.out.push(`File ${left} is a ${kind(a)} while file ${right} is a ${kind(b)}`);
      code = Math.max(code, 1);
    } else code = Math.max(code, files(job, left, right, options.has('r')));
  }
  return code;
}

function files(job: Job, one: string, other: string, titled = false): number {
  const { call, options, flavour, says } = job;
  const gnu = flavour === 'gnu';
  const texts: (string | undefined)[] = [];
  for (const path of [one, other]) {
    const found = input(call, path);
    if (found.kind === 'failed') {
      says.error(gnu ? `diff: ${path}: ${found.reason}` : `diff: can't stat '${path}': ${found.reason}`);
      if (!gnu) return 2;
      texts.push(undefined);
      continue;
    }
    const bytes = found.kind === 'content' ? bytesOf(found.content) : undefined;
    if (!bytes) call.unknown(`the content of ${path} is not known`);
    texts.push(bytes && new TextDecoder('latin1').decode(bytes));
  }
  if (says.exitCode !== 0) return 2;
  const [before, after] = texts;
  if (before === undefined || after === undefined) return 0;
  if (before === after) {
    if (options.has('s')) says.out.push(`Files ${one} and ${other} are identical`);
    return 0;
  }
  if (options.has('q') || before.includes('\0') || after.includes('\0')) {
    const kind = options.has('q') ? 'Files' : 'Binary files';
    says.out.push(`${kind} ${one} and ${other} differ`);
    return 1;
  }
  const changes = edits(before, after);
  if (!changes) {
    call.unknown('texts that differ so much are not compared here');
    return 1;
  }
  const unified = !gnu || options.has('u') || options.has('U');
  if (titled)
    says.out.push(`diff ${call.args.filter((word) => word.startsWith('-')).join(' ')} ${one} ${other}`);
  if (unified) {
    if (gnu) call.estimated('the times that diff prints are those of the build');
    const stamp = gnu ? '\t2026-11-21 00:00:00.000000000 +0000' : '';
    says.out.push(`--- ${one}${stamp}`, `+++ ${other}${stamp}`);
  }
  const context = Number(options.values.get('U') ?? 3);
  says.out.push(...lines(unified ? unifiedDiff(changes, context) : normalDiff(changes)));
  return 1;
}

function lines(list: readonly string[]): string[] {
  return list.map((line) =>
    new TextDecoder().decode(Uint8Array.from(line, (letter) => letter.charCodeAt(0))),
  );
}

const cmp = defineTool({
  names: ['cmp'],
  origin: 'system',
  run(call): ToolOutput {
    const flavour = flavourOf(call);
    const options = readOptions(call.args, {
      short: 'slbn:',
      long: { quiet: 's', silent: 's', verbose: 'l', bytes: 'n' },
    });
    const wrong = optionError(call, options, flavour, 2);
    if (wrong) return wrong;
    const [one, other = '-'] = options.operands;
    if (one === undefined) return failed('cmp: missing operand', 2);
    if (options.has('l') || options.has('b') || options.has('n'))
      call.unknown('cmp with these options is not followed');
    const bytes: Uint8Array[] = [];
    for (const path of [one, other]) {
      const found = input(call, path);
      if (found.kind === 'failed')
        return failed(
          flavour === 'gnu' ? `cmp: ${path}: ${found.reason}` : `cmp: can't open '${path}': ${found.reason}`,
          flavour === 'gnu' ? 2 : 1,
        );
      const read = found.kind === 'content' ? bytesOf(found.content) : undefined;
      if (!read) {
        call.unknown(`the content of ${path} is not known`);
        return {};
      }
      bytes.push(read);
    }
    const [a, b] = bytes as [Uint8Array, Uint8Array];
    const shorter = Math.min(a.length, b.length);
    let at = 0;
    let line = 1;
    while (at < shorter && a[at] === b[at]) {
      if (a[at] === 10) line += 1;
      at += 1;
    }
    if (at === shorter && a.length === b.length) return {};
    if (options.has('s')) return { exitCode: 1 };
    if (at < shorter)
      return { stdout: `${one} ${other} differ: byte ${at + 1}, line ${line}\n`, exitCode: 1 };
    const short = a.length < b.length ? one : other;
    if (flavour === 'busybox') return failed(`cmp: EOF on ${short}`);
    if (shorter === 0) return failed(`cmp: EOF on ${short} which is empty`);
    const whole = (a.length < b.length ? a : b).at(-1) === 10;
    return failed(
      `cmp: EOF on ${short} after byte ${shorter}, ${whole ? `line ${line - 1}` : `in line ${line}`}`,
    );
  },
});

export const compareTools: readonly Tool[] = [diff, cmp];
