import { afterAll, beforeAll, expect, it } from 'vitest';
import { errorHelp } from './error-help.ts';
import { analyze, explainErrorsWith } from './index.ts';

beforeAll(() => explainErrorsWith(errorHelp));
afterAll(() => explainErrorsWith(undefined));

/** What is said of the first error of a Dockerfile besides BuildKit's words. */
function help(text: string): (string | undefined)[] {
  const { error } = analyze(text);
  expect(error, text).toBeDefined();
  return [error?.why, error?.advice];
}

it.each([
  ['FROM a\nqqqqqqqqqq x\n', undefined, /^Every statement starts with an instruction/],
  ['RUN x\n', /belongs to a stage/, /^Put a FROM/],
  ['FROM a\nCOPY --from a b\n', undefined, / without a blank: --from=…$/],
  ['FROM a\nSHELL sh\n', undefined, /^Write the shell as a JSON array/],
  ['FROM a\nENV =b\n', undefined, /^Write the name directly before/],
  ['FROM a\nLABEL =b\n', undefined, /^Write the name directly before/],
  ['FROM a\nARG =b\n', undefined, /^Write the name directly before/],
  ['FROM a AS 1st\n', undefined, /^A stage name starts with a letter/],
  ['FROM\n', undefined, /^Name the image to start from/],
  ['  FROM \\\n', undefined, /^Name the image to start from/],
  ['FROM a # the base\n', undefined, /^A comment needs a line of its own/],
  ['FROM a from\n', undefined, /^Write FROM image, or FROM image AS name/],
  ['FROM a AS b c\n', undefined, /^Write FROM image, or FROM image AS name/],
  ['FROM a\nHEALTHCHECK --interval=3 CMD x\n', undefined, /^Write a number with its unit/],
  ['FROM a\nRUN --mount=type=bind,from=$X ls\n', undefined, /^Give the image a stage of its own/],
  ['ARG A\n', /^An image starts from another image/, /^Add a FROM line/],
  ['FROM a\nCOPY --from=$X a b\n', /^Docker must know which stages/, /^Declare the ARG above the first FROM/],
  ['FROM a\nCOPY --from=7 a b\n', /counts the stages from 0/, /^Give the stage a name with AS/],
  ['FROM $X\n', /comes to nothing/, /^Declare ARG X=… above the first FROM/],
  ['ARG X\nFROM $X\n', /comes to nothing/, /^ARG X has no value: give it a default/],
  ['FROM ""\n', /comes to nothing/, undefined],
  ['FROM a AS build\nFROM Build\n', /^Docker keeps stage names in lower case/, /^Write build\.$/],
  ['FROM Build\n', /^An image is named/, /^Write it in small letters: build$/],
  ['FROM a:b=c\n', /^An image is named/, /^Write the name as the registry has it/],
  ['', /^A Dockerfile needs one stage/, /^Begin with the image to build on/],
  ['# escape=x\nFROM a\n', undefined, /^Write # escape=` for a backtick/],
  ['# escape=`\n# escape=`\nFROM a\n', undefined, /^Delete this line/],
  ['FROM a\nRUN <<EOF\nls\n', /until a line says EOF/, /^Write EOF alone/],
  ['FROM a\nRUN <<EOF\nls\n  EOF\n', /with blanks around it/, /^Write EOF at the very start/],
  ['FROM a\nRUN echo $((1 << 4)) x\n', /in a sum as well/, /without blanks, \$\(\(1<<4\)\)/],
  ['FROM a\nENV a\n', undefined, /: ENV NAME=value$/],
  ['FROM a\nLABEL a\n', undefined, /: LABEL name=value$/],
  ['FROM a\nENV\n', undefined, /: ENV NAME=value$/],
  ['FROM a\nENV a=b c\n', /every further word/, /^Put a value with blanks in double quotes/],
  ['FROM a\nCMD ["a", 1]\n', undefined, /^Put every element in double quotes/],
  ['FROM a\nCOPY x\n', /^The last word is where/, /^Write both/],
  ['FROM a\nCOPY --FROM=b x y\n', undefined, /^Write it in small letters: --from$/],
  ['FROM a\nRUN --from=b x\n', /^--from belongs to COPY/, /^RUN has --mount, --network/],
  ['FROM a\nUSER --chown=b x\n', undefined, /^Leave it out/],
  ['FROM a\nCOPY --chmod=9z x y\n', /octal digits/, /^Write three or four digits/],
  ['FROM a\nEXPOSE 99999\n', /from 1 to 65535/, /^Write the number alone/],
  ['FROM a\nSTOPSIGNAL FOO\n', undefined, /^Write a signal of Linux/],
  ['FROM a\nRUN --mount=target=/ ls\n', /hide the whole file system/, /^Say where it goes/],
  ['FROM a\nRUN --mount=type=cache,target=/x,foo ls\n', undefined, /^Write every option as key=value/],
  ['FROM --platform=x/y/z/w a\n', undefined, /^Write system\/architecture/],
  ['FROM a\nCOPY http://b/c d\n', undefined, /^Write ADD instead of COPY/],
  ['FROM a\nENV A=${B:?no}\n', /says with :\?/, /--build-arg/],
  [
    'FROM a AS x\nCOPY --from=y a b\nFROM a AS y\nCOPY --from=x a b\n',
    /wait for each other/,
    /^Move what both need/,
  ],
  ['FROM a AS x\nCOPY --from=y a b\nFROM a AS y\nFROM x\n', /only from stages that stand above/, /^Move the/],
  [
    'FROM a AS x\nRUN --mount=from=y,target=/b ls\nFROM a AS y\nFROM x\n',
    /only from stages that stand above/,
    /^Move the other stage/,
  ],
  ['FROM a AS b\nONBUILD FOO x\nFROM b\n', /ONBUILD instruction, which runs here/, undefined],
  ['FROM a\nENV A=${x:?}\n', /says with :\?/, /^Declare the variable/],
  ["FROM a\nWORKDIR 'b\n", undefined, /^Close the single quote/],
  ['FROM a\nWORKDIR "b\n', undefined, /^Close the double quote/],
  ['FROM a\nWORKDIR ${x:-y\n', undefined, /^Close the braces/],
  ['FROM a\nWORKDIR ${x:@y}\n', undefined, /^Docker knows/],
  ['FROM a\nWORKDIR ${}\n', undefined, /^Write the name of a variable/],
] as const)('%j', (text, why, advice) => {
  const [saidWhy, saidAdvice] = help(text);
  for (const [said, wanted] of [
    [saidWhy, why],
    [saidAdvice, advice],
  ] as const) {
    if (wanted === undefined) expect(said).toBeUndefined();
    else expect(said).toMatch(wanted);
  }
});

it('an error that a fix puts right has no advice', () => {
  const { error } = analyze('FROM a\nRUM x\n');
  expect(error?.fix?.title).toBe('Change RUM to RUN');
  expect(error).not.toHaveProperty('advice');
});

it('says nothing where nobody asked for it', () => {
  explainErrorsWith(undefined);
  expect(help('RUN x\n')).toEqual([undefined, undefined]);
  explainErrorsWith(errorHelp);
});
