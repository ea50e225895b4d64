import { describe, expect, test } from 'vitest';
import { parseDockerfile } from '../parser/index.ts';
import { SourceText } from '../source.ts';
import { readInstructions } from './index.ts';

/** Each line behind `FROM scratch`, the words of Docker (28.5.2 was asked for all of them), and what is underlined. */
const errors: readonly (readonly [line: string, message: string, underlined: string])[] = [
  ['FROM', 'FROM requires either one or three arguments', 'FROM'],
  ['FROM a b', 'FROM requires either one or three arguments', 'b'],
  ['FROM a AS b c d', 'FROM requires either one or three arguments', 'c d'],
  ['FROM a AS', 'FROM requires either one or three arguments', 'AS'],
  ['FROM a TO b', 'FROM requires either one or three arguments', 'TO b'],
  [
    'FROM a AS 1b',
    `invalid name for build stage: "1b", name can't start with a number or contain symbols`,
    '1b',
  ],
  ['FROM --platfrom=x a', 'unknown flag: --platfrom (did you mean platform?)', '--platfrom'],
  ['ENV --x=y A=b', 'unknown flag: --x', '--x=y'],
  ['ENV', 'ENV requires at least one argument', 'ENV'],
  ['ENV =b', 'ENV names can not be blank', 'b'],
  ['LABEL', 'LABEL requires at least one argument', 'LABEL'],
  ['LABEL a=b =c', 'LABEL names can not be blank', 'c'],
  ['ARG', 'ARG requires at least one argument', 'ARG'],
  ['ARG =b', 'ARG names can not be blank', '=b'],
  [
    'COPY a',
    'COPY requires at least two arguments, but only one was provided. Destination could not be determined',
    'a',
  ],
  [
    'ADD',
    'ADD requires at least two arguments, but only one was provided. Destination could not be determined',
    'ADD',
  ],
  ['COPY --from build a b', 'missing a value on flag: --from', '--from'],
  ['COPY --link=maybe a b', 'expecting boolean value for flag --link, not: maybe', '--link=maybe'],
  ['COPY --link= a b', 'missing a value on flag: --link', '--link='],
  ['COPY --from=a --from=b c d', 'duplicate flag specified: --from', '--from=b'],
  ['COPY a <<EOF\nEOF', 'COPY cannot accept a heredoc as a destination', '<<EOF'],
  ['ADD --unpack=1 a b', 'expecting boolean value for flag --unpack, not: 1', '--unpack=1'],
  ['RUN --network=foo x', 'invalid network mode "foo"', 'foo'],
  ['RUN --mount= x', 'failed to parse csv mounts: EOF', ''],
  [
    `RUN --mount='type="a"b' x`,
    'failed to parse csv mounts: parse error on line 1, column 6: bare " in non-quoted-field',
    `'type="a"b'`,
  ],
  [
    `RUN --mount='"a' x`,
    'failed to parse csv mounts: parse error on line 1, column 2: extraneous or missing " in quoted-field',
    `'"a'`,
  ],
  [
    `RUN --mount='"a""b' x`,
    'failed to parse csv mounts: parse error on line 1, column 5: extraneous or missing " in quoted-field',
    `'"a""b'`,
  ],
  [
    'RUN --mount=from=$x,target=/x x',
    `'from' doesn't support variable expansion, define alias stage instead`,
    '$x',
  ],
  ['RUN --device=foo,bar x', `invalid field 'bar' must be a key=value pair`, 'foo,bar'],
  ['RUN --device=foo,required=x x', 'invalid value for required: x', 'foo,required=x'],
  ['RUN --device=a,nam=b x', `unexpected key 'nam' in 'nam=b' (did you mean name?)`, 'a,nam=b'],
  ['RUN --device=name=a,name=b x', 'device name already set to a', 'name=a,name=b'],
  ['RUN --mont=x y', 'unknown flag: --mont (did you mean mount?)', '--mont'],
  ['CMD --x y', 'unknown flag: --x', '--x'],
  ['ENTRYPOINT --x y', 'unknown flag: --x', '--x'],
  ['SHELL', 'SHELL requires at least one argument', 'SHELL'],
  ['SHELL []', 'SHELL requires at least one argument', 'SHELL'],
  ['SHELL /bin/sh -c', 'SHELL requires the arguments to be in JSON form', '/bin/sh -c'],
  ['USER', 'USER requires exactly one argument', 'USER'],
  ['USER ["a", "b"]', '', ''],
  ['WORKDIR', 'WORKDIR requires exactly one argument', 'WORKDIR'],
  ['WORKDIR --x /a', 'unknown flag: --x', '--x'],
  ['MAINTAINER', 'MAINTAINER requires exactly one argument', 'MAINTAINER'],
  ['STOPSIGNAL', 'STOPSIGNAL requires exactly one argument', 'STOPSIGNAL'],
  ['EXPOSE', 'EXPOSE requires at least one argument', 'EXPOSE'],
  ['VOLUME', 'VOLUME requires at least one argument', 'VOLUME'],
  ['VOLUME ["/a", " "]', 'VOLUME specified can not be an empty string', '" "'],
  ['ONBUILD', 'ONBUILD requires at least one argument', 'ONBUILD'],
  ['ONBUILD ONBUILD RUN x', "Chaining ONBUILD via `ONBUILD ONBUILD` isn't allowed", 'ONBUILD'],
  ['ONBUILD from x', "FROM isn't allowed as an ONBUILD trigger", 'from'],
  ['ONBUILD Maintainer x', "MAINTAINER isn't allowed as an ONBUILD trigger", 'Maintainer'],
  ['ONBUILD --x RUN x', 'unknown flag: --x', '--x'],
  ['HEALTHCHECK', 'HEALTHCHECK requires at least one argument', 'HEALTHCHECK'],
  ['HEALTHCHECK NONE x', 'HEALTHCHECK NONE takes no arguments', 'x'],
  ['HEALTHCHECK foo x', 'Unknown type "FOO" in HEALTHCHECK (try CMD)', 'foo'],
  ['HEALTHCHECK CMD', 'Missing command after HEALTHCHECK CMD', 'CMD'],
  ['HEALTHCHECK CMD []', 'Missing command after HEALTHCHECK CMD', 'CMD'],
  ['HEALTHCHECK --interval=x CMD y', 'time: invalid duration "x"', 'x'],
  ['HEALTHCHECK --interval=5 CMD y', 'time: missing unit in duration "5"', '5'],
  ['HEALTHCHECK --timeout=5x CMD y', 'time: unknown unit "x" in duration "5x"', '5x'],
  ['HEALTHCHECK --start-period=1us CMD y', 'Interval "start-period" cannot be less than 1ms', '1us'],
  ['HEALTHCHECK --start-interval=-1s CMD y', 'Interval "start-interval" cannot be less than 1ms', '-1s'],
  [
    'HEALTHCHECK --interval=1ä CMD y',
    'time: unknown unit "\\xc3\\x83\\xc2\\xa4" in duration "1\\xc3\\x83\\xc2\\xa4"',
    '1ä',
  ],
  ['HEALTHCHECK --interval=1à CMD y', 'time: unknown unit "\\xc3\\x83" in duration "1\\xc3\\x83"', '1à'],
  ['HEALTHCHECK --retries=x CMD y', 'strconv.ParseInt: parsing "x": invalid syntax', 'x'],
  ['HEALTHCHECK --retries=-1 CMD y', '--retries cannot be negative (-1)', '-1'],
  [
    'HEALTHCHECK --retries=99999999999 CMD y',
    'strconv.ParseInt: parsing "99999999999": value out of range',
    '99999999999',
  ],
  ['RNU x', 'unknown instruction: RNU (did you mean RUN?)', 'RNU'],
  ['rnu x', 'unknown instruction: rnu (did you mean run?)', 'rnu'],
  ['Copi x', 'unknown instruction: Copi (did you mean copy?)', 'Copi'],
  ['&& make', 'unknown instruction: &&', '&&'],
];

function firstError(text: string) {
  const source = new SourceText(text);
  const error = readInstructions(parseDockerfile(source)).diagnostics[0];
  return { source, error };
}

describe('errors in the words of Docker', () => {
  test.each(errors)('%s', (line, message, underlined) => {
    const { source, error } = firstError(`FROM scratch\n${line}\n`);
    if (message === '') {
      expect(error).toBeUndefined();
      return;
    }
    expect(error?.message).toBe(`dockerfile parse error on line 2: ${message}`);
    expect(source.slice(error?.range as never)).toBe(underlined);
    expect(error?.lines?.[0]?.start).toBe(1);
  });

  // What looks wrong, and is not, to Docker.
  test.each([
    'HEALTHCHECK --interval=5s NONE',
    'HEALTHCHECK --interval=0 CMD x',
    'HEALTHCHECK --interval= CMD x',
    'ARG --foo=x A=b',
    'STOPSIGNAL --foo=x SIGTERM',
    'RUN',
    'CMD',
    'ENTRYPOINT []',
    'RUN --mount=type=nonsense,target=/x x',
    'COPY --link=FALSE a b',
    'WORKDIR a b',
  ])('%s: nothing', (line) => {
    expect(firstError(`FROM scratch\n${line}\n`).error).toBeUndefined();
  });
});

describe('what comes before the first FROM', () => {
  test('an ARG belongs to all stages; anything else is an error, said once', () => {
    const source = new SourceText('ARG A=1\nRUN x\nCMD y\nFROM a\n');
    const { globalArgs, stages, diagnostics } = readInstructions(parseDockerfile(source));
    expect(globalArgs).toHaveLength(1);
    expect(stages).toHaveLength(1);
    expect(diagnostics).toMatchObject([
      { message: 'no build stage in current context', lines: [{ start: 1, end: 1 }] },
    ]);
  });
});

describe('what can still be read of a FROM that is wrong', () => {
  test.each([
    ['FROM a AS b # why', 'a', 'b'],
    ['FROM a AS 1b', 'a', undefined],
    ['FROM --x=y a AS b', 'a', 'b'],
    ['FROM a b', 'a', undefined],
  ])('%s', (line, base, name) => {
    const { stages } = readInstructions(parseDockerfile(new SourceText(`${line}\nRUN x\n`)));
    expect(stages).toMatchObject([
      { from: { baseName: { text: base } }, instructions: [{ keyword: 'RUN' }] },
    ]);
    expect(stages[0]?.from.stageName?.text).toBe(name);
  });
});

test('a mistyped word comes with its correction', () => {
  const { source, error } = firstError('FROM scratch\nCOPY --form=x a b\n');
  expect(error?.fix?.title).toBe('Change --form to --from');
  expect(error?.fix?.edits.map(({ range, newText }) => [source.slice(range), newText])).toEqual([
    ['--form', '--from'],
  ]);
});
