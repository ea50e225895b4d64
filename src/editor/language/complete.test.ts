import { describe, expect, it } from 'vitest';
import { analyze } from '../../dockerfile/index.ts';
import { applyEdits } from '../apply-edits.ts';
import { complete, suggest } from './complete.ts';
import type { LanguageWorld, StageListing } from './document.ts';
import { stageQuestion } from './stage-question.ts';
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

describe('paths of the context', () => {
  const world: LanguageWorld = {
    files: [
      '.dockerignore',
      'go.mod',
      'go.sum',
      'old.log',
      'src/main.go',
      'src/web/index.html',
      'tmp/a',
      'tmp/b',
    ],
    dockerignore: '*.log\ntmp\nsrc/web\n',
  };
  it('offers them a directory at a time, and what .dockerignore excludes last, with that word', () => {
    expect(labels('FROM a\nCOPY |', world)).toEqual([
      'src/',
      '.dockerignore',
      'go.mod',
      'go.sum',
      'tmp/',
      'old.log',
    ]);
    const items = complete(...at('FROM a\nCOPY |', world));
    expect(
      items.filter(({ detail }) => detail === 'excluded by .dockerignore').map(({ label }) => label),
    ).toEqual(['tmp/', 'old.log']);
    expect(labels('FROM a\nCOPY src/|', world)).toEqual(['src/main.go', 'src/web/']);
    expect(labels('FROM a\nCOPY ./go.m| ./', world)).toEqual(['./go.mod']);
    expect(take('FROM a\nCOPY ["src/m|", "/x"]', 'src/main.go', world)).toBe(
      'FROM a\nCOPY ["src/main.go", "/x"]',
    );
  });
});

describe('paths of a stage', () => {
  it('asks the simulated build for one directory of the stage that --from or from= names', () => {
    const question = (text: string) => stageQuestion(...at(text));
    const above = 'FROM golang:1.27 AS build\nRUN go build -o /out/app .';
    expect(question(`${two}COPY --from=build /out/a| /x`)).toEqual({
      text: above,
      stage: 0,
      directory: '/out',
    });
    expect(question(`${two}COPY --from=0 |`)).toEqual({ text: above, stage: 0, directory: '/' });
    expect(question(`${two}RUN --mount=from=build,source=/out/lib/| x`)?.directory).toBe('/out/lib');
    // What is typed is no part of the question: the build below it need not be right yet.
    expect(question('FROM a AS x\nCOPY --from=later |\nRUN y\nFROM b AS later')).toEqual({
      text: 'FROM a AS x\n\nRUN y\nFROM b AS later',
      stage: 1,
      directory: '/',
    });
    expect(question(`${two}COPY --from=nginx:1.29 /e|`)).toBeUndefined();
    expect(question(`${two}COPY /out/|`)).toBeUndefined();
    expect(question('FROM a AS x\nCOPY --from=x /|')).toBeUndefined();
  });

  const listing = (complete: boolean): StageListing => ({
    complete,
    entries: [
      { name: 'app', type: 'file', size: { bytes: 2_100_000, certainty: 'estimated' }, certainty: 'known' },
      { name: 'lib', type: 'directory', size: { bytes: 3, certainty: 'known' }, certainty: 'known' },
      { name: 'now', type: 'symlink', target: 'app', certainty: 'known' },
    ],
  });
  const offered = async (text: string, world: LanguageWorld) =>
    (await suggest(...at(text, world))).map(({ label, detail }) => `${label} (${detail ?? ''})`);

  it('offers what the build has there, with kind and size', async () => {
    const world: LanguageWorld = { listStage: async () => listing(true) };
    expect(await offered(`${two}COPY --from=build /out/| /x`, world)).toEqual([
      '/out/app (about 2.1 MB)',
      '/out/lib/ (directory, 3 B)',
      '/out/now (link to app)',
    ]);
    expect(await offered(`${two}RUN --mount=from=build,source=/out/l| x`, world)).toEqual([
      '/out/lib/ (directory, 3 B)',
    ]);
  });
  it('adds what the instructions name where the build does not know all', async () => {
    const world: LanguageWorld = {
      listStage: async () => ({ ...listing(false), entries: listing(false).entries.slice(1, 2) }),
    };
    expect(await offered(`${two}COPY --from=build /out/|`, world)).toEqual([
      '/out/lib/ (directory, 3 B)',
      '/out/app ()',
    ]);
  });
  it('falls back on what the instructions name while nothing was built, and where the builder fails', async () => {
    for (const world of [
      {},
      { listStage: async () => undefined },
      { listStage: () => Promise.reject(new Error('the worker is gone')) },
    ]) {
      expect(await offered(`${two}COPY --from=build /out/|`, world)).toEqual([
        '/out/app (named in stage build)',
      ]);
    }
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
