/** One Dockerfile in many spellings: how it is written never changes its grade. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type ExpectationInput, gradeOf } from './testing.ts';

/** Everything that may differ between two ways to write the same three stages. */
interface Spelling {
  readonly names: readonly string[];
  readonly byIndex: readonly boolean[];
  readonly hub: string;
  readonly asArg: boolean;
  readonly digest: boolean;
  readonly lower: boolean;
  readonly comments: boolean;
  readonly carriageReturn: boolean;
  readonly link: boolean;
  readonly upperFrom: boolean;
}

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{3,9}$/);

const spelling: fc.Arbitrary<Spelling> = fc.record({
  names: fc.uniqueArray(name, { minLength: 3, maxLength: 3 }),
  byIndex: fc.array(fc.boolean(), { minLength: 3, maxLength: 3 }),
  hub: fc.constantFrom('', 'docker.io/', 'docker.io/library/', 'index.docker.io/library/', 'library/'),
  asArg: fc.boolean(),
  digest: fc.boolean(),
  lower: fc.boolean(),
  comments: fc.boolean(),
  carriageReturn: fc.boolean(),
  link: fc.boolean(),
  upperFrom: fc.boolean(),
});

/** What the three stages get wrong, so that unmet goals are compared, too. */
interface Flaws {
  readonly root: boolean;
  readonly sources: boolean;
  readonly shell: boolean;
  readonly wrongBase: boolean;
}

const flaws: fc.Arbitrary<Flaws> = fc.record({
  root: fc.boolean(),
  sources: fc.boolean(),
  shell: fc.boolean(),
  wrongBase: fc.boolean(),
});

const expectations: readonly ExpectationInput[] = [
  { stages: { exactly: 3 } },
  { stage: { base: 'node:24-alpine' } },
  { final: { base: 'node:24-alpine' } },
  { copies: { from: { base: 'node' }, source: '/app/node_modules' } },
  { copies: { from: 'any', source: '/app/dist' } },
  { mounts: { type: 'bind', from: { base: 'node' } } },
  { unreachable: 'none' },
  { user: 'nonroot' },
  { command: { form: 'exec', runs: 'node *' } },
];

const PLAIN: Spelling = {
  names: ['deps', 'build', 'run'],
  byIndex: [false, false, false],
  hub: '',
  asArg: false,
  digest: false,
  lower: false,
  comments: false,
  carriageReturn: false,
  link: false,
  upperFrom: false,
};

function write(how: Spelling, wrong: Flaws): string {
  const [deps = '', build = '', run = ''] = how.names;
  const digest = how.digest ? `@sha256:${'c'.repeat(64)}` : '';
  const base = `${how.hub}node:24-alpine${digest}`;
  const other = `${how.hub}node:24${digest}`;
  const keyword = (text: string) => (how.lower ? text.toLowerCase() : text);
  const from = (index: number, stage: string) =>
    how.byIndex[index] ? String(index) : how.upperFrom ? stage.toUpperCase() : stage;
  const reference = how.asArg ? '$BASE' : base;
  const link = how.link ? '--link ' : '';
  const lines = [
    ...(how.asArg ? [`${keyword('ARG')} BASE=${base}`] : []),
    ...(how.comments ? ['# the modules', ''] : []),
    `${keyword('FROM')} ${reference} ${keyword('AS')} ${deps}`,
    `${keyword('WORKDIR')} /app`,
    `${keyword('COPY')} package.json package-lock.json ./`,
    `${keyword('RUN')} npm ci`,
    `${keyword('FROM')} ${reference} ${keyword('AS')} ${build}`,
    `${keyword('WORKDIR')} /app`,
    `${keyword('COPY')} . .`,
    `${keyword('RUN')} --mount=type=bind,from=${deps},source=/app/node_modules,target=/app/node_modules \\`,
    ...(how.comments ? ['  # compiled here'] : []),
    '  npm run build',
    `${keyword('FROM')} ${wrong.wrongBase ? other : reference} ${keyword('AS')} ${run}`,
    `${keyword('WORKDIR')} /app`,
    `${keyword('COPY')} ${link}--from=${from(0, deps)} /app/node_modules ./node_modules`,
    wrong.sources
      ? `${keyword('COPY')} . .`
      : `${keyword('COPY')} ${link}--from=${from(1, build)} /app/dist ./dist`,
    ...(wrong.root ? [] : [`${keyword('USER')} node`]),
    wrong.shell ? `${keyword('CMD')} node dist/server.js` : `${keyword('CMD')} ["node", "dist/server.js"]`,
  ];
  return `${lines.join(how.carriageReturn ? '\r\n' : '\n')}\n`;
}

const statuses = (text: string) => gradeOf(text, ...expectations).goals.map(({ status }) => status);

it('starts from an answer that meets every goal', () => {
  const right = { root: false, sources: false, shell: false, wrongBase: false };
  expect(statuses(write(PLAIN, right))).toEqual(expectations.map(() => 'met'));
});

it('grades every spelling alike', () => {
  fc.assert(
    fc.property(spelling, flaws, (how, wrong) => {
      expect(statuses(write(how, wrong))).toEqual(statuses(write(PLAIN, wrong)));
    }),
    { numRuns: 300 },
  );
});
