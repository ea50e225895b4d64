import { describe, expect, it } from 'vitest';
import { analyze } from '../index.ts';
import { Scope } from './scope.ts';
import type { AnalyzeOptions } from './types.ts';

const read = (text: string, options?: AnalyzeOptions) => analyze(`${text}\n`, options);
const lines = (numbers: number[]) => numbers.map((line) => ({ start: line - 1, end: line - 1 }));

// Each was asked of Docker 28.5.2 (`docker buildx build --check`): message and lines are its answer.
describe('errors at which Docker stops', () => {
  it.each([
    ['FROM scratch AS a\nCOPY --from=a /x /x', 'circular dependency detected on stage: a', [2]],
    [
      'FROM scratch AS a\nCOPY --from=B /x /x\nFROM a AS b\nCOPY --from=A / /',
      'circular dependency detected on stage: a',
      [2, 4],
    ],
    [
      'FROM scratch AS a\nCOPY --from=b /x /x\nFROM scratch AS b',
      'cannot copy from stage "b", it needs to be defined before current stage "a"',
      [2],
    ],
    [
      'FROM scratch AS a\nRUN --mount=from=b true\nFROM a AS b',
      'cannot mount from stage "b" to "", stage needs to be defined before current command',
      [2],
    ],
    // What is wrong with a word comes before the stage, and the stage before what the words come to.
    [
      'FROM scratch AS a\nCOPY --from=b ${x /y\nFROM scratch AS b',
      'failed to process "${x": unsupported modifier (\ufffd) in substitution',
      [2],
    ],
    [
      'FROM scratch AS a\nCOPY --from=b --chmod=zz /x /y\nFROM scratch AS b',
      'cannot copy from stage "b", it needs to be defined before current stage "a"',
      [2],
    ],
    [
      'FROM scratch AS a\nCOPY --from=b http://x/y /y\nFROM scratch AS b',
      'cannot copy from stage "b", it needs to be defined before current stage "a"',
      [2],
    ],
    [
      'FROM scratch AS a\nRUN --mount=from=b,foo=1 true\nFROM scratch AS b',
      "unexpected key 'foo' in 'foo=1' (did you mean from?)",
      [2],
    ],
    [
      'FROM scratch AS a\nRUN --mount=from=b,target=/ true\nFROM scratch AS b',
      'cannot mount from stage "b" to "/", stage needs to be defined before current command',
      [2],
    ],
    [
      'FROM scratch AS a\nRUN --mount=target=/ --mount=from=b,target=/t true\nFROM scratch AS b',
      'invalid mount target "/"',
      [2],
    ],
    [
      'ARG T=/q\nFROM scratch AS a\nARG T\nRUN --mount=from=b,target=$T true\nFROM scratch AS b',
      'cannot mount from stage "b" to "/q", stage needs to be defined before current command',
      [4],
    ],
    ['FROM scratch AS a\nCOPY --from=5 /x /x', 'invalid stage index 5', undefined],
    ['FROM scratch AS a\nCOPY --from=-1 /x /x', 'invalid stage index -1', undefined],
    ['ARG FOO\nFROM $FOO AS x', 'base name ($FOO) should not be blank', [2]],
    ['ARG A=${B:?no}\nFROM scratch', 'failed to process "${B:?no}": B: no', [1]],
    ['FROM scratch\nCOPY --chmod=abc /x /x', 'invalid syntax', [2]],
    ['FROM scratch\nSTOPSIGNAL 0', 'invalid signal: 0', [2]],
    ['FROM scratch\nEXPOSE 80/foo', 'invalid port: "80/foo": invalid proto: foo', [2]],
    ['FROM scratch\nEXPOSE a:b:80', 'invalid IP address: a', [2]],
    ['FROM scratch\nEXPOSE 9-7', 'invalid containerPort: 9-7', [2]],
    ['FROM scratch\nVOLUME $Z', 'VOLUME specified can not be an empty string', [2]],
    [
      'FROM --platform=foo scratch',
      'failed to parse platform foo: "foo": unknown operating system or architecture: invalid argument',
      [1],
    ],
    [
      'FROM --platform=windows(10:1)/amd64 scratch',
      'failed to parse platform windows(10:1)/amd64: "windows(10:1)" is an invalid OS component of "windows(10:1)/amd64": OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.%-]*)((?:\\\\+[A-Za-z0-9_.%-]+)*)\\\\))?$": invalid argument',
      [1],
    ],
    [
      'FROM --platform=linux/:x scratch',
      'failed to parse platform linux/:x: ":x" is an invalid component of "linux/:x": platform specifier component must match "^[A-Za-z0-9_.-]+$": invalid argument',
      [1],
    ],
    [
      'FROM --platform=linux(a%b)/arm64 scratch',
      'failed to parse platform linux(a%b)/arm64: "linux(a%b)/arm64" has an invalid OS version "a%b": invalid URL escape "%b"',
      [1],
    ],
    [
      'FROM --platform=$TARGETPLATFROM scratch',
      'empty platform value from expression $TARGETPLATFROM (did you mean TARGETPLATFORM?)',
      [1],
    ],
    ['FROM scratch\nCOPY http://x.y/z /', "source can't be a URL for COPY", [2]],
    ['FROM scratch\nCOPY https://github.com/a/b.git /', "source can't be a git ref for COPY", [2]],
    ['FROM scratch\nADD --checksum=sha256:aa http://x.y/z /', 'invalid checksum digest length', [2]],
    ['FROM scratch\nADD https://a.b/c.git?foo=1 /x', 'unexpected query "foo"', [2]],
    ['FROM scratch\nADD git://a.b/c?ref= /x', 'query "ref" has no value', [2]],
    ['FROM scratch\nADD https://a.b/c.git?tag=1&tag=2 /x', 'query "tag" has multiple values', [2]],
    ['FROM scratch\nADD https://a.b/c.git?keep-git-dir=x /x', 'invalid keep-git-dir value: "x"', [2]],
    ['FROM scratch\nADD https://a.b/c.git?tag=v1#v1 /x', 'ref conflicts: "v1" vs "refs/tags/v1"', [2]],
    ['FROM scratch\nADD https://a.b/c.git?tag=1&branch=b /x', 'branch conflicts with tag', [2]],
    ['FROM scratch\nADD https://a.b/c.git?subdir=a#r:b /x', 'subdir conflicts: "b" vs "a"', [2]],
    ['FROM "a\\"b"', 'failed to parse stage name "a\\"b": invalid reference format', [1]],
    ['FROM scratch\nADD --checksum=md5:aa http://x.y/z /', 'unsupported digest algorithm', [2]],
    ['FROM scratch\nRUN --mount=type=cache true', 'invalid mount target "/"', [2]],
    [
      'FROM scratch AS base\nONBUILD COPY a\nFROM base',
      'COPY requires at least two arguments, but only one was provided. Destination could not be determined',
      [3],
    ],
    [
      'FROM scratch AS Build\nFROM Build',
      'failed to parse stage name "Build": invalid reference format: repository name (library/Build) must be lowercase',
      [2],
    ],
  ])('%j', (text, message, where) => {
    const { checkError } = read(text);
    expect(checkError?.message).toBe(message);
    expect(checkError?.lines).toEqual(where && lines(where));
  });

  it('is silent about a stage that the target does not need, as the build is', () => {
    const analysis = read('FROM scratch AS a\nSTOPSIGNAL 0\nFROM scratch');
    expect(analysis.error).toBeUndefined();
    expect(analysis.checkError?.message).toBe('invalid signal: 0');
    expect(analysis.diagnostics).toHaveLength(1);
  });

  it('finds a target by name in any case, never by number', () => {
    const text = 'FROM scratch AS build\nFROM scratch';
    expect(read(text, { target: 'BUILD' }).graph.target).toBe(0);
    expect(read(text, { target: '1' }).error?.message).toBe('target stage "1" could not be found');
    expect(read(text, { target: 'buil' }).error?.message).toBe(
      'target stage "buil" could not be found (did you mean build?)',
    );
  });
});

describe('variables', () => {
  const label = (text: string, options?: AnalyzeOptions) => {
    const { stages } = read(`${text}\nLABEL v=$FOO`, options);
    return stages.at(-1)?.config.labels.get('v');
  };

  // A built image: ENV FOO=env, ARG FOO=arg, --build-arg FOO=cli gave RUN and LABEL "cli", the config FOO=env.
  it('whichever of ENV and ARG comes last counts for the build; ENV alone for the image', () => {
    const text = 'FROM scratch\nENV FOO=env\nARG FOO=arg';
    expect(label(text)).toBe('arg');
    expect(label(text, { buildArgs: { FOO: 'cli' } })).toBe('cli');
    expect(read(text).stages[0]?.config.env.get('FOO')).toBe('env');
  });

  it('a global ARG reaches a stage only by being declared again', () => {
    expect(label('ARG FOO=1\nFROM scratch')).toBe('');
    expect(label('ARG FOO=1\nFROM scratch\nARG FOO')).toBe('1');
    expect(label('ARG FOO=1\nFROM scratch\nARG FOO=2')).toBe('2');
  });

  it('goes from a stage to the stage built on it', () => {
    expect(label('FROM scratch AS a\nARG FOO=x\nFROM a')).toBe('x');
    expect(label('FROM scratch AS a\nARG FOO=x\nFROM scratch')).toBe('');
  });

  it('within one ENV, values see what was before it', () => {
    expect(label('FROM scratch\nENV FOO=old\nENV FOO=new BAR=$FOO\nENV FOO=$BAR')).toBe('old');
  });

  it('takes --platform= with nothing behind it for no platform, as Docker 28.5 does', () => {
    expect(analyze('FROM --platform= scratch AS a\n').error).toBeUndefined();
  });

  it('platform ARGs are there in FROM, and in a stage that declares them', () => {
    const { stages } = read(
      'FROM --platform=$BUILDPLATFORM x:$TARGETARCH\nARG TARGETOS\nENV A=$TARGETOS$TARGETARCH',
      {
        platform: 'linux/arm64',
      },
    );
    expect(stages[0]).toMatchObject({ base: { reference: 'x:arm64' }, platform: 'linux/amd64' });
    expect(stages[0]?.config.env.get('A')).toBe('linux');
  });

  it('says which are not set, once a word, with the place', () => {
    const { stages, source } = read('FROM scratch\nENV A=1\nWORKDIR /$AB/x${QQQQ}$AB\nARG C\nUSER $C');
    const unset = stages[0]?.steps.flatMap(({ unsetVariables }) => unsetVariables) ?? [];
    expect(unset.map(({ name, range, suggestion }) => [name, source.slice(range), suggestion])).toEqual([
      ['AB', '$AB', 'A'],
      ['QQQQ', '${QQQQ}', undefined],
    ]);
  });
});

describe('sources', () => {
  it('name in any case, number, image, scratch', () => {
    const { stages } = read(
      'FROM golang AS build\nFROM scratch\nCOPY --from=BUILD a b\nCOPY --from=0 a b\nCOPY --from=alpine a b\nRUN --mount=from=0,target=/x true',
    );
    const sources = stages[1]?.steps.flatMap(({ dependencies }) => dependencies.map(({ source }) => source));
    expect(sources).toMatchObject([
      { kind: 'stage', index: 0 },
      { kind: 'stage', index: 0 },
      { kind: 'image', reference: 'alpine' },
      // A mount knows stages by name alone.
      { kind: 'image', reference: '0' },
    ]);
  });

  it('reaches what the target needs, through FROM, COPY and mounts', () => {
    const { stages } = read(
      'FROM scratch AS a\nFROM a AS b\nFROM scratch AS c\nFROM scratch AS lost\nFROM scratch\nCOPY --from=b x y\nRUN --mount=from=c,target=/c true',
    );
    expect(stages.map(({ reachable }) => reachable)).toEqual([true, true, true, false, true]);
  });

  it('runs the ONBUILD triggers of a base in the stage built on it', () => {
    const { stages } = read(
      'FROM scratch AS base\nONBUILD ENV X=1\nONBUILD COPY --from=other /a /b\nFROM scratch AS other\nFROM base',
    );
    expect(stages[2]?.config.env.get('X')).toBe('1');
    expect(stages[2]?.steps.map(({ trigger }) => trigger)).toEqual([true, true]);
    expect(stages[1]?.reachable).toBe(true);
  });
});

describe('config', () => {
  it('comes from the base image where that is known', () => {
    const lookupImage = () => ({
      reference: 'x',
      env: { PATH: '/p' },
      user: 'app',
      cmd: ['a'],
      onbuild: ['WORKDIR /w'],
    });
    const { config, baseKnown } =
      read('FROM x\nENV PATH=/q:$PATH\nENTRYPOINT ["e"]', { lookupImage }).stages[0] ?? {};
    expect(config).toMatchObject({ user: 'app', cmd: null, entrypoint: ['e'], workingDir: '/w' });
    expect(config?.env.get('PATH')).toBe('/q:/p');
    expect(baseKnown).toBe(true);
  });

  it('shell form runs in the shell of the moment', () => {
    const { config } =
      read(
        'FROM scratch\nENTRYPOINT a b\nSHELL ["/bin/bash", "-c"]\nCMD c\nEXPOSE 80-81/TCP\nWORKDIR a\nWORKDIR ../b',
      ).stages[0] ?? {};
    expect(config).toMatchObject({
      entrypoint: ['/bin/sh', '-c', 'a b'],
      cmd: ['/bin/bash', '-c', 'c'],
      exposedPorts: ['80/tcp', '81/tcp'],
      workingDir: '/b',
    });
  });
});

describe('broken and huge files', () => {
  it('goes on behind an error', () => {
    const analysis = read('FROM golang AS build\nRUNN x\nCOPY . .\nFROM scratch\nCOPY --from=build /a /a');
    expect(analysis.error?.message).toContain('unknown instruction: RUNN');
    expect(analysis.stages).toHaveLength(2);
  });

  it('survives thousands of stages in a row, and as many variables', () => {
    let text = 'FROM scratch AS s0\n';
    for (let stage = 1; stage < 4_000; stage++)
      text += `FROM s${stage - 1} AS s${stage}\nENV V${stage}=\${V${stage - 1}}x\n`;
    const { stages } = read(text);
    expect(stages.at(-1)?.config.env.get('V1')).toBe('x');
    let chain = 'FROM scratch AS s0\n';
    for (let stage = 1; stage < 4_000; stage++)
      chain += `FROM scratch AS s${stage}\nCOPY --from=s${stage - 1} a b\n`;
    expect(read(chain).graph.reachable.size).toBe(4_000);
  });
});

describe('Scope', () => {
  it('never changes, whatever is built on it', () => {
    const one = Scope.of([['A', '1']]);
    const two = one.with('A', '2');
    const branch = one.with('B', 'b');
    expect([one.get('A'), two.get('A'), branch.get('A'), two.get('B')]).toEqual(['1', '2', '1', undefined]);
    expect([...branch]).toEqual([
      ['A', '1'],
      ['B', 'b'],
    ]);
    const constant = Scope.constant([['A', '1']]);
    expect(constant.with('A', '3').get('A')).toBe('3');
    expect(constant.get('A')).toBe('1');
  });
});
