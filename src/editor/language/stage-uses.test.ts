import { describe, expect, it } from 'vitest';
import { applyEdits } from '../apply-edits.ts';
import type { LanguageWorld } from './document.ts';
import { rename, renameAt } from './rename.ts';
import { semanticTokens } from './semantic-tokens.ts';
import { definitionAt, usesAt } from './stage-uses.ts';
import { at } from './testing.ts';

function renamed(text: string, name: string, world?: LanguageWorld): string {
  const [document, position] = at(text, world);
  const result = rename(document, position, name);
  return 'refused' in result ? `refused: ${result.refused}` : applyEdits(document.text, result.edits);
}

describe('uses of a stage', () => {
  const text = `FROM golang AS bui|ld
FROM build AS test
FROM scratch
COPY --link --from=build /a /b
COPY --from=0 /a /c
RUN --mount=type=bind,from=build,target=/x echo build
COPY build /build
`;
  it('finds the name, FROM, COPY --from, mounts and numbers, and no word that only looks alike', () => {
    expect(usesAt(...at(text)).map(({ range, text: word }) => `${range.start.line}:${word}`)).toEqual([
      '0:build',
      '1:build',
      '3:build',
      '4:0',
      '5:build',
    ]);
  });

  it('goes from a use to the name, or to FROM where there is none', () => {
    expect(definitionAt(...at('FROM a AS b\nFROM c\nCOPY --from=|b / /'))).toEqual({
      start: { line: 0, character: 10 },
      end: { line: 0, character: 11 },
    });
    expect(definitionAt(...at('FROM a\nFROM c\nCOPY --from=|0 / /'))?.start).toEqual({
      line: 0,
      character: 0,
    });
    expect(definitionAt(...at('FROM a AS b\nFROM c\nCOPY --from=|nginx / /'))).toBeUndefined();
  });

  it('goes from a variable to what gave it its value there', () => {
    const line = (text: string) => definitionAt(...at(text))?.start.line;
    expect(line('ARG V=1\nFROM a:$|V')).toBe(0);
    expect(line('FROM a AS x\nENV P=1\nFROM x\nENV Q=2\nENV P=3\nRUN echo $|Q')).toBe(3);
    expect(line('FROM a AS x\nENV P=1\nFROM x\nRUN echo ${|P:-x}\nENV P=3')).toBe(1);
    expect(line('ARG V=1\nFROM a\nRUN echo $|V')).toBeUndefined();
    expect(line('ARG V=1\nFROM a\nARG V\nRUN echo $|V')).toBe(2);
  });

  it('renames all of them, and nothing else', () => {
    expect(renamed(text, 'compile')).toBe(
      text
        .replace('|', '')
        .replace('AS build', 'AS compile')
        .replace('FROM build', 'FROM compile')
        .replaceAll('from=build', 'from=compile'),
    );
  });

  it('leaves longer names and images of the same name alone', () => {
    expect(renamed('FROM a AS ng|inx\nFROM nginx:alpine AS nginx2\nCOPY --from=nginx2 / /\n', 'web')).toBe(
      'FROM a AS web\nFROM nginx:alpine AS nginx2\nCOPY --from=nginx2 / /\n',
    );
    // COPY --from finds a stage of any case; the word above it is an image until the stage exists.
    expect(renamed('FROM build AS bui|ld\nFROM b\nCOPY --from=BUILD / /\n', 'x')).toBe(
      'FROM build AS x\nFROM b\nCOPY --from=x / /\n',
    );
  });

  it('takes the ARG along through which FROM finds the stage, and the comment that describes it', () => {
    expect(renamed('ARG B=build\n# build compiles it\nFROM a AS b|uild\nFROM $B\n', 'x')).toBe(
      'ARG B=x\n# x compiles it\nFROM a AS x\nFROM $B\n',
    );
  });

  it('refuses what would change the build, and says why', () => {
    expect(renamed('FROM a AS b|uild\nFROM c AS test\n', 'test')).toContain('There is a stage test already');
    expect(renamed('FROM a AS b|uild\n', '1x')).toContain('starts with a letter');
    expect(renamed('FROM a AS b|uild\nONBUILD COPY --from=build / /\nFROM build\n', 'x')).toMatch(
      /^refused: .*line 3/,
    );
    // From then on, "nginx" would no longer be the image.
    expect(
      renamed('FROM a AS b|uild\nFROM c\nCOPY --from=nginx / /\nCOPY --from=build / /\n', 'nginx'),
    ).toMatch(/^refused: .*line 3/);
  });

  it('knows --target: changes it where it can, keeps the name where it cannot', () => {
    const world = { options: { target: 'build' } };
    expect(rename(...at('FROM a AS b|uild\nFROM c', world), 'x')).toMatchObject({ target: 'x' });
    expect(renamed('FROM a AS b|uild\nFROM c', 'x', { ...world, targetIsFixed: true })).toContain(
      '--target build',
    );
  });

  it('offers no rename elsewhere, on a number, or on a stage without a name', () => {
    for (const source of [
      'FROM al|pine',
      'FROM a AS b\nFROM c\nCOPY --from=|0 / /',
      'FROM a\nFROM c\nCOPY --from=|0 / /',
    ]) {
      expect(renameAt(...at(source))).toHaveProperty('refused');
    }
  });

  it('colours a stage that is named further down as a stage, and an image as an image', () => {
    const [document] = at('FROM a\nCOPY --from=later / /\nCOPY --from=nginx / /\nFROM b AS later|');
    expect(semanticTokens(document).map(({ kind, range }) => `${range.start.line} ${kind}`)).toEqual([
      '0 image',
      '1 stage',
      '2 image',
      '3 image',
      '3 stage',
    ]);
  });
});
