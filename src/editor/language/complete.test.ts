import { describe, expect, it } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { applyEdits } from '../apply-edits.ts';
import { complete } from './complete.ts';
import type { LanguageWorld } from './document.ts';
import { at } from './testing.ts';
import { FLAGS, MOUNT_OPTIONS, MOUNT_TYPES } from './words.ts';

const labels = (text: string, world?: LanguageWorld): string[] =>
  complete(...at(text, world)).map(({ label }) => label);

/** The text after the item of this label was taken. */
function take(text: string, label: string, world?: LanguageWorld): string {
  const [document, position] = at(text, world);
  const item = complete(document, position).find((one) => one.label === label);
  if (!item) throw new Error(`no ${label}`);
  return applyEdits(document.text, [{ range: item.range, newText: item.insert }]);
}

const two = 'FROM golang:1.27 AS build\nRUN go build -o /out/app .\nFROM scratch\n';

describe('keywords', () => {
  it('completes them on an empty line, in a new line and behind a blank, in the case of the file', () => {
    expect(labels('|')).toContain('FROM');
    expect(labels('FROM a\nCO|')).toEqual(['COPY']);
    expect(labels('from a\nrun x\nco|')).toEqual(['copy']);
    expect(take('FROM a\n  wor|', 'WORKDIR')).toBe('FROM a\n  WORKDIR ');
  });

  it('offers none in a comment, in a script, on a continuation line and in a heredoc', () => {
    for (const text of ['# CO|', 'FROM a\nRUN CO|', 'FROM a\nRUN x \\\nCO|', 'FROM a\nRUN <<E\nCO|\nE']) {
      expect(labels(text)).toEqual([]);
    }
  });

  it('offers AS behind the image and instructions behind ONBUILD', () => {
    expect(labels('FROM alpine |')).toEqual(['AS']);
    expect(labels('FROM a\nONBUILD CO|')).toEqual(['COPY']);
  });
});

describe('flags', () => {
  it('knows those of the instruction at hand and leaves out the ones that stand there', () => {
    expect(labels(`${two}COPY --|`)).toContain('--from');
    expect(labels(`${two}COPY --link --| a b`)).not.toContain('--link');
    expect(labels('FROM a\nRUN --mount=type=cache,target=/x --|')).toContain('--mount');
    expect(labels('FROM a\nWORKDIR --|')).toEqual([]);
    expect(labels('FROM a\nHEALTHCHECK --int|')).toEqual(['--interval']);
  });

  it('offers none behind the first argument: there they are arguments of a command', () => {
    expect(labels('FROM a\nRUN ls --|')).toEqual([]);
  });

  it('writes the equals sign where a value must follow and keeps one that is there', () => {
    expect(take(`${two}COPY --fr| /a /b`, '--from')).toBe(`${two}COPY --from= /a /b`);
    expect(take(`${two}COPY --fr|=build /a /b`, '--from')).toBe(`${two}COPY --from=build /a /b`);
    expect(take(`${two}COPY --li|`, '--link')).toBe(`${two}COPY --link`);
  });

  it('names only flags and mount options that the front end takes', () => {
    for (const [keyword, flags] of Object.entries(FLAGS)) {
      for (const { name } of flags) {
        const text = `FROM a\n${keyword === 'FROM' ? `FROM --${name}=x a` : `${keyword} --${name}=x a b`}`;
        const [error] = analyze(text).diagnostics.filter(({ message }) => message.includes('unknown flag'));
        expect(error, `${keyword} --${name}`).toBeUndefined();
      }
    }
    for (const { name: type } of MOUNT_TYPES) {
      for (const { name, types, bare } of MOUNT_OPTIONS.filter((option) => option.types.includes(type))) {
        const value =
          { from: 'x', sharing: 'shared', mode: '0755', uid: '1', gid: '1', size: '100' }[name] ?? '/x';
        const target = name === 'target' ? '' : ',target=/x';
        const text = `FROM a\nRUN --mount=type=${type}${target},${bare ? name : `${name}=${value}`} y`;
        expect(analyze(text).diagnostics, `${types} ${text}`).toEqual([]);
      }
    }
  });
});

describe('stages and images', () => {
  it('offers the other stages behind --from=, those above first, and images with size and day', () => {
    const items = complete(...at(`${two}COPY --from=| /a /b`));
    expect(items[0]).toMatchObject({ label: 'build', kind: 'stage' });
    const alpine = items.find(({ label }) => label === 'alpine:3.24');
    expect(alpine?.detail).toMatch(/^[\d.]+ MB, 2026-\d\d-\d\d$/);
    expect(take(`${two}COPY --from=bu|x /a /b`, 'build')).toBe(`${two}COPY --from=build /a /b`);
  });

  it('offers a stage further down, but never one that needs this one', () => {
    expect(labels('FROM a AS x\nCOPY --from=|\nFROM b AS later')).toContain('later');
    expect(labels('FROM a AS x\nCOPY --from=|\nFROM x AS later')).not.toContain('later');
  });

  it('offers to FROM the stages above alone, and the empty image', () => {
    expect(labels('FROM a AS one\nFROM o|')).toContain('one');
    expect(labels('FROM o|\nFROM a AS one')).not.toContain('one');
    expect(labels('FROM scr|')).toEqual(['scratch']);
    expect(labels('FROM static|')).toContain('gcr.io/distroless/static-debian13');
  });

  it('offers stages in a mount, before and behind other options', () => {
    expect(labels(`${two}RUN --mount=type=bind,from=|,target=/x y`)[0]).toBe('build');
    expect(take(`${two}RUN --mount=from=b|,target=/x y`, 'build')).toBe(
      `${two}RUN --mount=from=build,target=/x y`,
    );
  });
});

describe('mounts', () => {
  it('offers types, then the options of the type that are not there yet', () => {
    expect(labels('FROM a\nRUN --mount=type=|')).toEqual(['bind', 'cache', 'secret', 'ssh', 'tmpfs']);
    expect(labels('FROM a\nRUN --mount=type=secret,id=x,|')).toEqual([
      'target',
      'required',
      'env',
      'mode',
      'uid',
      'gid',
    ]);
    expect(labels('FROM a\nRUN --mount=type=cache,dst=/x,|')).not.toContain('target');
    expect(labels('FROM a\nRUN --mount=type=cache,target=/root/.c|')).toContain('/root/.cache/pip');
  });
});

describe('paths', () => {
  const world: LanguageWorld = {
    files: ['go.mod', 'go.sum', 'src/main.go', 'src/web/index.html'],
    stageFiles: (stage) => (stage === 0 ? ['/out/app', '/out/lib/a.so'] : undefined),
  };
  it('takes them from the context, a directory at a time', () => {
    expect(labels('FROM a\nCOPY |', world)).toEqual(['src/', 'go.mod', 'go.sum']);
    expect(labels('FROM a\nCOPY src/|', world)).toEqual(['src/web/', 'src/main.go']);
    expect(labels('FROM a\nCOPY ./go.m| ./', world)).toEqual(['./go.mod']);
    expect(take('FROM a\nCOPY ["src/m|", "/x"]', 'src/main.go', world)).toBe(
      'FROM a\nCOPY ["src/main.go", "/x"]',
    );
  });
  it('takes them from the stage that --from or from= names, by name or number', () => {
    expect(labels(`${two}COPY --from=build /o| /x`, world)).toEqual(['/out/']);
    expect(labels(`${two}COPY --from=0 /out/| /x`, world)).toEqual(['/out/lib/', '/out/app']);
    expect(labels(`${two}RUN --mount=from=build,source=/out/l| x`, world)).toEqual(['/out/lib/']);
  });
  it('falls back on what the instructions of the stage name while nothing was built', () => {
    expect(labels(`${two}COPY --from=build /out/|`)).toEqual(['/out/app']);
  });
});

describe('variables', () => {
  it('offers what is visible there, with its value', () => {
    const text = 'ARG V=1\nFROM alpine:$|';
    expect(complete(...at(text))).toContainEqual(
      expect.objectContaining({ label: 'V', detail: 'build argument: 1' }),
    );
    expect(labels('ARG V=1\nFROM a\nARG W=2\nENV X=3\nWORKDIR /$|')).toEqual(['PATH', 'W', 'X']);
    expect(labels('ARG V=1\nFROM a\nARG V\nENV X=${|')).toEqual(['PATH', 'V']);
  });
  it('closes the brace, and writes none twice', () => {
    expect(take('FROM a\nARG WW\nRUN ${W|', 'WW')).toBe('FROM a\nARG WW\nRUN ${WW}');
    expect(take('FROM a\nARG WW\nRUN ${W|}', 'WW')).toBe('FROM a\nARG WW\nRUN ${WW}');
  });
  it('offers none behind an escaped dollar', () => {
    expect(labels('FROM a\nARG W\nRUN echo \\$|')).toEqual([]);
  });
  it('offers to declare again what stands before FROM', () => {
    expect(labels('ARG VERSION=1\nFROM a\nARG V|')).toEqual(['VERSION']);
  });
});
