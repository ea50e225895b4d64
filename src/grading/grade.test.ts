import { describe, expect, it } from 'vitest';
import { analyze } from '../dockerfile/index.ts';
import { grade } from './grade.ts';
import { analyzeOptions } from './options.ts';
import { type ExpectationInput, exerciseWith, goalOf, gradeOf } from './testing.ts';

const UNKNOWN_IMAGE = 'registry.example.com/nobody/knows:1';
const DIGEST = `sha256:${'a'.repeat(64)}`;
const GO = 'FROM golang:1.27 AS build\nWORKDIR /src\nCOPY . .\nRUN go build -o /out/app .\n';
const TWO = `${GO}FROM alpine:3.24\nCOPY --from=build /out/app /usr/local/bin/app\nCMD ["app"]\n`;

/** A variable in braces. */
const braced = (name: string) => `\${${name}}`;

type Case = readonly [name: string, text: string, status: 'met' | 'unmet' | 'unknown'];

function table(expectation: ExpectationInput, cases: readonly Case[]): void {
  it.each(cases)('%s', (_, text, status) => {
    const goal = goalOf(text, expectation);
    expect(goal.status).toBe(status);
    expect(goal.diagnostics.length > 0).toBe(status !== 'met');
  });
}

describe('stages', () => {
  describe('min', () =>
    table({ stages: { min: 2 } }, [
      ['two', TWO, 'met'],
      ['one', GO, 'unmet'],
      ['none', '', 'unmet'],
      ['only a comment', '# FROM a\n', 'unmet'],
      ['a FROM that cannot be read', 'FROM golang:1.27 AS build\nFROM\n', 'unknown'],
      ['a keyword that may be FROM', 'FROM golang:1.27 AS build\nFORM alpine\n', 'unknown'],
      ['a broken line that is no FROM', 'FROM golang:1.27 AS build\nCOPY a\n', 'unmet'],
      ['a broken line, and stages enough', `${TWO}COPY a\n`, 'met'],
    ]));
  describe('max', () =>
    table({ stages: { max: 1 } }, [
      ['one', GO, 'met'],
      ['two', TWO, 'unmet'],
      ['too many, and a broken FROM', `${TWO}FROM a b c\n`, 'unmet'],
    ]));
});

describe('stage', () => {
  table({ stage: { base: 'golang' } }, [
    ['plain', TWO, 'met'],
    ['in full', TWO.replace('golang', 'docker.io/library/golang'), 'met'],
    ['by digest', TWO.replace('golang:1.27', `golang@${DIGEST}`), 'met'],
    ['by ARG', `ARG GO=golang:1.27\n${TWO.replace('golang:1.27', '$GO')}`, 'met'],
    ['by ARG for the tag', `ARG V=1.27\n${TWO.replace('1.27', braced('V'))}`, 'met'],
    ['for another platform', TWO.replace('FROM golang', 'FROM --platform=$BUILDPLATFORM golang'), 'met'],
    ['in lower case', TWO.replace('FROM golang:1.27 AS', 'from golang:1.27 as'), 'met'],
    ['another', TWO.replace('golang', 'rust'), 'unmet'],
  ]);
  describe('with a name', () =>
    table({ stage: { name: 'Build' } }, [
      ['any case', TWO, 'met'],
      ['another', TWO.replaceAll('build\n', 'maker\n'), 'unmet'],
    ]));
  describe('with a tag', () =>
    table({ stage: { base: 'golang:1.27' } }, [
      ['a digest alone', TWO.replace('golang:1.27', `golang@${DIGEST}`), 'unknown'],
      ['tag and digest', TWO.replace('golang:1.27', `golang:1.27@${DIGEST}`), 'met'],
    ]));
});

describe('final', () => {
  table({ final: { base: ['alpine', 'scratch'] } }, [
    ['plain', TWO, 'met'],
    ['scratch', TWO.replace('alpine:3.24', 'scratch'), 'met'],
    ['by way of a stage', `FROM alpine:3.24 AS base\n${TWO.replace('FROM alpine:3.24', 'FROM base')}`, 'met'],
    [
      'by way of two stages',
      `FROM alpine AS a\nFROM a AS b\n${TWO.replace('FROM alpine:3.24', 'FROM b')}`,
      'met',
    ],
    ['by ARG', `ARG RUNTIME=alpine:3.24\n${TWO.replace('alpine:3.24', braced('RUNTIME'))}`, 'met'],
    ['a single stage', GO, 'unmet'],
    ['nothing', '', 'unmet'],
    ['an ARG without a value', `ARG RUNTIME\n${TWO.replace('alpine:3.24', '$RUNTIME')}`, 'unknown'],
    ['a broken line below', `${TWO}EXPOSE\n`, 'met'],
  ]);
  it('says what is there and does not give the base away', () => {
    const [diagnostic] = goalOf(GO, { final: { base: 'scratch' } }).diagnostics;
    expect(diagnostic?.message).toContain('golang:1.27');
    expect(JSON.stringify(diagnostic)).not.toContain('scratch');
    expect(diagnostic?.range.start).toEqual({ line: 0, character: 5 });
  });
});

describe('copies', () => {
  const fromGo: ExpectationInput = { copies: { from: { base: 'golang' } } };
  const by = (text: string) => TWO.replace('COPY --from=build /out/app /usr/local/bin/app', text);
  describe('from a stage', () =>
    table(fromGo, [
      ['by name', TWO, 'met'],
      ['by name in another case', TWO.replace('--from=build', '--from=BUILD'), 'met'],
      ['by index', TWO.replace('--from=build', '--from=0'), 'met'],
      ['with owner and mode', by('COPY --chown=1:1 --chmod=755 --from=build /out/app /app'), 'met'],
      ['with --link', by('COPY --link --from=build /out/app /app'), 'met'],
      [
        'a bind mount',
        by('RUN --mount=type=bind,from=build,source=/out,target=/out cp /out/app /app'),
        'met',
      ],
      [
        'a bind mount without a type',
        by('RUN --mount=from=build,source=/out,target=/out cp /out/app /app'),
        'met',
      ],
      [
        'by way of a third stage',
        `${GO}FROM busybox AS pack\nCOPY --from=build /out /out\nFROM alpine\nCOPY --from=pack /out/app /app\n`,
        'met',
      ],
      [
        'by way of a stage that builds on it',
        `${GO}FROM build AS strip\nRUN strip /out/app\nFROM scratch\nCOPY --from=strip /out/app /app\n`,
        'met',
      ],
      [
        'into the base of the final stage',
        `${GO}FROM alpine AS filled\nCOPY --from=build /out/app /app\nFROM filled\nCMD ["/app"]\n`,
        'met',
      ],
      [
        'straight from the image',
        'FROM alpine\nCOPY --from=golang:1.27 /usr/local/go/lib/time /zone\n',
        'met',
      ],
      ['from the context', by('COPY app /usr/local/bin/app'), 'unmet'],
      ['only built upon', `${GO}FROM build\nCMD ["/out/app"]\n`, 'unmet'],
      [
        'into a stage that nothing uses',
        `${GO}FROM alpine AS x\nCOPY --from=build /out /out\nFROM alpine\n`,
        'unmet',
      ],
      ['a broken COPY', by('COPY --from=build /out/app'), 'unknown'],
      ['a name that is no stage', TWO.replace('--from=build', '--from=biuld'), 'unmet'],
    ]));
  describe('of a path', () =>
    table({ copies: { from: { base: 'golang' }, source: '/out/app' } }, [
      ['plain', TWO, 'met'],
      ['with a detour', TWO.replace('=build /out/app', '=build /out/./app'), 'met'],
      ['relative', TWO.replace('=build /out/app', '=build out/app'), 'met'],
      [
        'by a variable',
        TWO.replace('COPY --from=build /out/app', 'ARG BIN=app\nCOPY --from=build /out/$BIN'),
        'met',
      ],
      ['another', TWO.replace('=build /out/app', '=build /src'), 'unmet'],
    ]));
  describe('of a directory', () =>
    table({ copies: { from: { base: 'golang' }, source: '/app/dist' } }, [
      ['plain', by('COPY --from=build /app/dist /srv'), 'met'],
      ['with a slash', by('COPY --from=build /app/dist/ /srv/'), 'met'],
      ['its content', by('COPY --from=build /app/dist/* /srv/'), 'met'],
      ['with a dot', by('COPY --from=build /app/dist/. /srv/'), 'met'],
      ['one of several', by('COPY --from=build /a /app/dist /srv/'), 'met'],
      ['all of it', by('COPY --from=build /app /srv/'), 'unmet'],
    ]));
  describe('from any other stage', () =>
    table({ copies: { from: 'any' } }, [
      ['a stage', TWO, 'met'],
      ['the context', `${GO}FROM alpine\nCOPY app /app\n`, 'unmet'],
      ['one stage', GO, 'unmet'],
    ]));
  describe('from the context', () =>
    table({ copies: { from: 'context', source: 'nginx.conf' } }, [
      ['a COPY', 'FROM nginx\nCOPY nginx.conf /etc/nginx/\n', 'met'],
      ['with ./', 'FROM nginx\nCOPY ./nginx.conf /etc/nginx/\n', 'met'],
      ['an ADD', 'FROM nginx\nADD nginx.conf /etc/nginx/\n', 'met'],
      ['a bind mount', 'FROM nginx\nRUN --mount=source=nginx.conf,target=/x cp /x /etc/nginx/\n', 'met'],
      ['a heredoc of that name', 'FROM nginx\nCOPY <<nginx.conf /etc/nginx/\nx\nnginx.conf\n', 'unmet'],
      ['from another stage', 'FROM nginx AS a\nFROM nginx\nCOPY --from=a nginx.conf /etc/nginx/\n', 'unmet'],
    ]));
});

describe('mounts', () => {
  const run = (mount: string) => `FROM golang:1.27 AS build\nWORKDIR /root\nRUN --mount=${mount} go build\n`;
  describe('cache', () =>
    table({ mounts: { type: 'cache', target: '/root/.cache/go-build' } }, [
      ['plain', run('type=cache,target=/root/.cache/go-build'), 'met'],
      ['another order, quoted', run('"target=/root/.cache/go-build",type=cache,sharing=locked'), 'met'],
      ['dst', run('type=cache,dst=/root/.cache/go-build/'), 'met'],
      ['relative to the working directory', run('type=cache,target=.cache/go-build'), 'met'],
      [
        'by a variable',
        run('type=cache,target=$HOME/.cache/go-build').replace('RUN', 'ENV HOME=/root\nRUN'),
        'met',
      ],
      ['another directory', run('type=cache,target=/cache'), 'unmet'],
      ['another type', run('type=tmpfs,target=/root/.cache/go-build'), 'unmet'],
      [
        'in a stage that nothing needs',
        `${run('type=cache,target=/root/.cache/go-build')}FROM alpine\n`,
        'unmet',
      ],
      ['a mistyped option', run('type=cache,tagret=/root/.cache/go-build'), 'unknown'],
    ]));
  describe('bind from a stage', () =>
    table({ mounts: { type: 'bind', from: { name: 'tools' } } }, [
      ['by name', 'FROM alpine AS tools\nFROM alpine\nRUN --mount=from=tools,target=/t ls\n', 'met'],
      // Docker takes a number for a stage in COPY --from alone; a mount pulls an image of that name.
      ['by index', 'FROM alpine AS tools\nFROM alpine\nRUN --mount=from=0,target=/t ls\n', 'unmet'],
      ['from the context', 'FROM alpine AS tools\nFROM alpine\nRUN --mount=target=/t ls\n', 'unmet'],
    ]));
  describe('secret', () =>
    table({ mounts: { type: 'secret', target: '/run/secrets/token' } }, [
      ['where it stands by default', run('type=secret,id=token'), 'met'],
      ['elsewhere', run('type=secret,id=token,target=/token'), 'unmet'],
    ]));
});

describe('unreachable', () => {
  table({ unreachable: 'none' }, [
    ['all used', TWO, 'met'],
    ['one stage', GO, 'met'],
    ['one left over', `FROM busybox AS old\n${TWO}`, 'unmet'],
    ['nothing', '', 'unmet'],
  ]);
});

describe('user', () => {
  describe('nonroot', () =>
    table({ user: 'nonroot' }, [
      ['a name', `${TWO}USER app\n`, 'met'],
      ['a number', 'FROM scratch\nCOPY a /\nUSER 10001:10001\n', 'met'],
      ['a variable', `${TWO}ARG UID=1000\nUSER $UID\n`, 'met'],
      ['from the stage below', 'FROM alpine AS base\nUSER app\nFROM base\n', 'met'],
      ['root', `${TWO}USER root\n`, 'unmet'],
      ['0:0', `${TWO}USER 0:0\n`, 'unmet'],
      ['back to root at the end', `${TWO}USER app\nRUN ls\nUSER root\n`, 'unmet'],
      ['set in a stage left behind', TWO.replace('WORKDIR', 'USER app\nWORKDIR'), 'unmet'],
      ['none, base known', 'FROM alpine:3.24\n', 'unmet'],
      ['none, scratch', 'FROM scratch\nCOPY a /\n', 'unmet'],
      ['set by the base', 'FROM gcr.io/distroless/static-debian13:nonroot\n', 'met'],
      ['none, base unknown', `FROM ${UNKNOWN_IMAGE}\n`, 'unknown'],
      ['some, base unknown', `FROM ${UNKNOWN_IMAGE}\nUSER app\n`, 'met'],
      ['a broken USER', `${TWO}USER\n`, 'unknown'],
    ]));
  describe('by name', () =>
    table({ user: 'node' }, [
      ['the name', 'FROM node:24-alpine\nUSER node\n', 'met'],
      ['with a group', 'FROM node:24-alpine\nUSER node:node\n', 'met'],
      ['a number that may be its own', 'FROM node:24-alpine\nUSER 1000\n', 'unknown'],
      ['another', 'FROM node:24-alpine\nUSER app\n', 'unmet'],
      ['root by number', 'FROM node:24-alpine\nUSER 0\n', 'unmet'],
    ]));
  describe('by number', () =>
    table({ user: 65532 }, [
      ['the number', 'FROM scratch\nUSER 65532\n', 'met'],
      ['another', 'FROM scratch\nUSER 1000\n', 'unmet'],
    ]));
});

describe('command', () => {
  const final = (lines: string) => `FROM alpine:3.24\nWORKDIR /app\n${lines}\n`;
  describe('form', () =>
    table({ command: { form: 'exec' } }, [
      ['CMD', final('CMD ["app"]'), 'met'],
      ['ENTRYPOINT', final('ENTRYPOINT ["/app"]'), 'met'],
      ['both', final('ENTRYPOINT ["/app"]\nCMD ["--port", "80"]'), 'met'],
      ['shell form', final('CMD app'), 'unmet'],
      ['broken JSON is shell form', final("CMD ['app']"), 'unmet'],
      ['ENTRYPOINT in shell form', final('ENTRYPOINT app\nCMD ["x"]'), 'unmet'],
      ['the last one holds', final('CMD app\nCMD ["app"]'), 'met'],
      ['from the base image', 'FROM nginx:alpine\n', 'met'],
      ['none at all', 'FROM scratch\nCOPY a /\n', 'unmet'],
    ]));
  describe('runs', () =>
    table({ command: { runs: ['node *server.js', '*/app'] } }, [
      ['CMD', 'FROM node:24-alpine\nCMD ["node", "dist/server.js"]\n', 'met'],
      ['ENTRYPOINT and CMD', 'FROM node:24-alpine\nENTRYPOINT ["node"]\nCMD ["server.js"]\n', 'met'],
      ['shell form', 'FROM node:24-alpine\nCMD node server.js\n', 'met'],
      ['exec in a shell', 'FROM node:24-alpine\nCMD exec node server.js\n', 'met'],
      ['with its whole path', 'FROM node:24-alpine\nCMD ["/usr/local/bin/node", "server.js"]\n', 'met'],
      ['relative to the working directory', final('CMD ["./app"]'), 'met'],
      ['found on PATH', final('CMD ["app"]'), 'met'],
      ['another program', final('CMD ["sh"]'), 'unmet'],
      ['of the base image', 'FROM node:24-alpine\n', 'unmet'],
      ['of an unknown base', `FROM ${UNKNOWN_IMAGE}\n`, 'unknown'],
      ['set by hand on an unknown base', `FROM ${UNKNOWN_IMAGE}\nCMD ["node", "server.js"]\n`, 'met'],
    ]));
});

describe('config', () => {
  describe('env', () =>
    table({ config: { env: { NODE_ENV: 'production' } } }, [
      ['set', 'FROM node:24-alpine\nENV NODE_ENV=production\n', 'met'],
      ['the old form', 'FROM node:24-alpine\nENV NODE_ENV production\n', 'met'],
      ['in the stage below', 'FROM node:24-alpine AS a\nENV NODE_ENV=production\nFROM a\n', 'met'],
      ['another value', 'FROM node:24-alpine\nENV NODE_ENV=test\n', 'unmet'],
      [
        'in a stage left behind',
        'FROM node:24 AS a\nENV NODE_ENV=production\nFROM node:24\nCOPY --from=a /a /\n',
        'unmet',
      ],
      ['not set, base unknown', `FROM ${UNKNOWN_IMAGE}\n`, 'unknown'],
    ]));
  describe('ports and workdir', () =>
    table({ config: { ports: [8080], workdir: '/app' } }, [
      ['set', 'FROM alpine:3.24\nWORKDIR /app/\nEXPOSE 8080\n', 'met'],
      ['with protocol', 'FROM alpine:3.24\nWORKDIR /\nWORKDIR app\nEXPOSE 8080/tcp\n', 'met'],
      ['another protocol', 'FROM alpine:3.24\nWORKDIR /app\nEXPOSE 8080/udp\n', 'unmet'],
      ['one of two', 'FROM alpine:3.24\nEXPOSE 8080\n', 'unmet'],
    ]));
  describe('labels, volumes, healthcheck', () =>
    table({ config: { labels: { v: '1.*' }, volumes: ['/data'], healthcheck: true } }, [
      ['all', 'FROM alpine:3.24\nLABEL v=1.2\nVOLUME ["/data"]\nHEALTHCHECK CMD true\n', 'met'],
      [
        'a health check turned off',
        'FROM alpine:3.24\nLABEL v=1.2\nVOLUME /data\nHEALTHCHECK NONE\n',
        'unmet',
      ],
    ]));
});

describe('behaviour without a build', () => {
  it('cannot tell', () => {
    const expectations: ExpectationInput[] = [
      { builds: true },
      { starts: true },
      { size: { max: '10 MB' } },
      { secrets: 'none' },
      { context: { max: '1 MB' } },
    ];
    expect(gradeOf(TWO, ...expectations).goals.map(({ status }) => status)).toEqual(
      expectations.map(() => 'unknown'),
    );
  });
  it('knows that what Docker cannot read does not build', () => {
    expect(goalOf(`${TWO}COPY a\n`, { builds: true }).status).toBe('unmet');
  });
});

describe('grade', () => {
  it('takes the target that the exercise builds', () => {
    const exercise = exerciseWith([{ final: { base: 'golang' } }], { target: 'build' });
    const withTarget = (text: string) => grade(exercise, analyze(text, analyzeOptions(exercise))).goals[0];
    expect(withTarget(TWO)?.status).toBe('met');
    expect(withTarget(TWO.replaceAll('build', 'maker'))?.status).toBe('unmet');
  });
  it('is not met where Docker would stop', () => {
    const report = gradeOf(`${TWO}COPY a\n`, { stages: { min: 2 } });
    expect(report.goals[0]?.status).toBe('met');
    expect(report.met).toBe(false);
    expect(report.problems.some(({ severity }) => severity === 'error')).toBe(true);
  });

  it('names what stops the build first, whatever stands above it', () => {
    const report = gradeOf('FROM alpine\nFRUM x\nCOPY --fro=a b c\n', { stages: { min: 1 } });
    const order = report.problems.map(({ severity }) => severity);
    expect(order[0]).toBe('error');
    expect(order).toContain('warning');
    expect(order.lastIndexOf('error')).toBeLessThan(order.indexOf('warning'));
  });
  it('is unmet where one of two expectations is, whatever the other', () => {
    const goal = goalOf(GO, { stages: { min: 2 }, starts: true });
    expect(goal.status).toBe('unmet');
    expect(goal.diagnostics).toHaveLength(1);
  });
  it('puts the reason of the goal before its own', () => {
    const exercise = exerciseWith([{ stages: { min: 2 } }]);
    const why = 'Because the exercise says so.';
    const goals = exercise.goals.map((goal) => ({ ...goal, why }));
    expect(grade({ ...exercise, goals }, analyze(GO)).goals[0]?.diagnostics[0]?.why).toBe(why);
  });
  it.each([
    '\u0000\u0001binary\u0000',
    'FROM',
    'FROM a AS a\nFROM a\nCOPY --from=a',
    'FROM b AS a\nCOPY --from=b / /\nFROM a AS b\nCOPY --from=a / /\n',
    'FROM alpine\nRUN <<EOF\necho',
    '\ufeff\r\nFROM\talpine\r\n',
  ])('gives a report for anything: %j', (text) => {
    const expectations: ExpectationInput[] = [
      { stages: { exactly: 2 } },
      { stage: { name: 'a' } },
      { final: { base: 'scratch' } },
      { copies: { from: 'any' } },
      { mounts: { type: 'cache' } },
      { unreachable: 'none' },
      { user: 'nonroot' },
      { command: { form: 'exec', runs: '*' } },
      { checks: ['StageNameCasing'] },
      { config: { healthcheck: true } },
      { builds: true },
    ];
    const report = gradeOf(text, ...expectations);
    expect(report.goals).toHaveLength(expectations.length);
    expect(report.met).toBe(false);
  });
});
