import { describe, expect, it } from 'vitest';
import type { LanguageWorld } from './document.ts';
import { hoverAt } from './hover.ts';
import { code } from './image-facts.ts';
import { at } from './testing.ts';

const hover = (text: string): string => hoverAt(...at(text))?.lines.join('\n') ?? '';

describe('hover', () => {
  it('explains instructions, flags, mount types and options', () => {
    expect(hover('FROM a\nWORK|DIR /x')).toContain('Sets the directory');
    expect(hover('FROM a\nONBUILD CO|PY . .')).toContain('Copies files');
    expect(hover('FROM a\nCOPY --li|nk a b')).toContain('layer of its own');
    expect(hover('FROM a\nRUN --mount=type=cac|he,target=/x y')).toContain('kept from build to build');
    expect(hover('FROM a\nRUN --mount=type=cache,dst|=/x y')).toContain('Where the mount appears');
    expect(hover('FROM a\nRUN --mount=type=bind,sharing|=locked,target=/x y')).toContain('has no use for it');
  });

  it('gives size, user, shell, libc and date of a base image', () => {
    const alpine = hover('FROM alp|ine:3.24');
    for (const fact of [
      /Size on disk: \*\*[\d.]+ MB/,
      /User: root/,
      /Shell: `\/bin\/sh`/,
      /musl/,
      /Facts of 2026-/,
    ]) {
      expect(alpine).toMatch(fact);
    }
    expect(hover('FROM scr|atch')).toContain('The empty image');
    expect(hover('FROM example.com/|x:1')).toContain('Nothing is known');
    expect(hover('ARG V=3.24\nFROM alpine:|$V')).toContain('`3.24`');
  });

  it('gives the value of a variable where it stands, and says why there is none', () => {
    expect(hover('FROM a\nENV P=/x\nENV P=/y\nWORKDIR $|P')).toContain('`/y`');
    expect(hover('ARG V=1\nFROM a\nRUN echo ${|V}')).toContain('`ARG V`');
    expect(hover('FROM a\nWORKDIR /$|NOPE')).toContain('it becomes empty');
    expect(hover('FROM a\nRUN for f in *; do echo $|f; done')).toContain('The script itself may');
  });

  it('says of a stage what it builds on, who uses it and whether it is needed', () => {
    const text =
      'FROM alpine AS base\nFROM base AS bu|ild\nFROM alpine AS odd\nFROM scratch\nCOPY --from=build /a /\n';
    expect(hover(text)).toContain('Builds on stage base, and so on `alpine`');
    expect(hover(text)).toContain('Used by stage 3 (COPY --from, line 5)');
    expect(hover(text.replace('|', '').replace('odd', 'o|dd'))).toContain('does not build it');
  });

  it('is silent in comments and on plain words', () => {
    expect(hover('# FR|OM\nFROM a')).toBe('');
    expect(hover('FROM a\nRUN ec|ho x')).toBe('');
  });

  it('keeps what a learner wrote from becoming markup', () => {
    expect(code('a`b``c')).toBe('```a`b``c```');
    expect(code('`x\ny')).toBe('`` `x y ``');
    expect(hover('FROM a\nENV P="<b>`x"\nWORKDIR $|P')).toContain('``<b>`x``');
  });
});

describe('a path of the context', () => {
  const world: LanguageWorld = {
    files: ['go.mod', 'old.log', 'src/main.go', 'src/a.log'],
    dockerignore: '*.log\nsrc/*.log\n',
  };
  const says = (text: string) => hoverAt(...at(text, world))?.lines.join(' ');
  it('says what it is, and whether .dockerignore excludes it and in which line', () => {
    expect(says('FROM a\nCOPY go.m|od /x')).toBe('`go.mod` is a file of the build context.');
    expect(says('FROM a\nCOPY ./s|rc /x')).toBe(
      '`src` is a directory of the build context, 2 files. `.dockerignore` excludes 1 file of them: the build sees 1.',
    );
    expect(says('FROM a\nCOPY ["old.l|og", "/x"]')).toContain(
      'Excluded by `.dockerignore`, line 1: `*.log`.',
    );
    expect(says('FROM a\nCOPY missing|.txt /x')).toBe('`missing.txt` is not in the build context.');
    expect(says('FROM a\nCOPY . /|x')).toBeUndefined();
    expect(says('FROM a\nCOPY --from=b go.m|od /x')).toBeUndefined();
  });
});
