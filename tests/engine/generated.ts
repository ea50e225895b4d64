/**
 * Cases that nobody would think of: random `.dockerignore` lists and random COPY instructions, always the
 * same ones for a seed. What Docker said of them is in `goldens-generated.json`.
 */
import type { Case, CaseFile } from './case.ts';

/** A small generator of pseudo-random numbers (mulberry32), so that a case can be made again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const ignoreFiles: Record<string, CaseFile> = {
  'a/b/c/h.go': 'h\n',
  'a/b/g.txt': 'g\n',
  'a/f': 'f\n',
  'b/a/b/x.go': 'x\n',
  'b/.env': 'e\n',
  'c.txt': 'c\n',
  'd.go': 'd\n',
  'a.b.c': 'abc\n',
  '.env': 'e\n',
  'src/a/main.go': 'm\n',
  'src/a/main_test.go': 't\n',
  'src/node_modules/p/i.js': 'i\n',
};
const parts = [
  'a',
  'b',
  'c',
  'src',
  '*',
  '**',
  '?',
  '*.go',
  '*.txt',
  '[a-c]',
  '[^a]',
  'node_modules',
  '.env',
  'main*',
  '*_test.go',
  'a*',
  '**a',
  '.',
  '..',
  'h.go',
];

function ignoreCase(index: number): Case {
  const next = random(1000 + index);
  const pick = () => parts[next(parts.length)] as string;
  const lines: string[] = [];
  for (let count = 1 + next(4); count > 0; count--) {
    const depth = 1 + next(3);
    const path = Array.from({ length: depth }, pick).join('/');
    const lead = ['', '', '', '!', '!', '/', './', '!/'][next(8)];
    lines.push(`${lead}${path}${next(6) === 0 ? '/' : ''}`);
  }
  return {
    name: `generated-ignore-${index}`,
    files: { ...ignoreFiles, '.dockerignore': `${lines.join('\n')}\n` },
    dockerfile: 'FROM scratch\nCOPY . /x/\n',
  };
}

const copyFiles: Record<string, CaseFile> = {
  a: { content: 'a\n', mode: 0o755 },
  'b.txt': 'b\n',
  'd/f': { content: 'f\n', mode: 0o600 },
  'd/s/g': 'g\n',
  'd/s/l': { link: '../f' },
  'e/f/h': 'h\n',
  'e/w': { directory: true, mode: 0o700 },
  la: { link: 'a' },
  ld: { link: 'd/s' },
};
const sources = [
  'a',
  'b.txt',
  'd',
  'd/',
  'd/s',
  'e',
  'la',
  'ld',
  'ld/g',
  '.',
  './',
  '*',
  '*.txt',
  'd/*',
  '*/f',
  'l*',
  '[ab]*',
  '?',
  'e/../d',
  '/d/f',
  'e/w',
  'nope',
  'n*',
];
const destinations = [
  '/x',
  '/x/',
  '/y',
  '/y/',
  '/x/y',
  '/x/y/',
  '/',
  '.',
  './',
  'z',
  'z/',
  '/x/f',
  '/x/d/',
  '/x/ld',
  '/x/ld/',
  '/x/ld/n',
  '/x/la',
  '../u/',
  '/x/s/',
];
const flags = [
  '',
  '',
  '',
  '',
  '--chown=5:6 ',
  '--chown=7 ',
  '--chmod=750 ',
  '--chmod=u+x,go-r ',
  '--chmod=a=rX ',
  '--link ',
  '--exclude=f ',
  '--exclude=**/g ',
  '--exclude=d ',
];

function instruction(next: (below: number) => number): string {
  const pick = (list: readonly string[]) => list[next(list.length)] as string;
  if (next(8) === 0) return `WORKDIR ${pick(['/x', '/y/z', 'w', '/x/ld', '/x/y'])}`;
  if (next(12) === 0) return `USER ${pick(['9', '8:3', '0'])}`;
  const from = Array.from({ length: next(4) === 0 ? 2 : 1 }, () => pick(sources));
  return `${next(8) === 0 ? 'ADD' : 'COPY'} ${pick(flags)}${next(5) === 0 ? pick(flags.slice(4, 9)) : ''}${from.join(' ')} ${pick(destinations)}`;
}

function copyCase(index: number): Case {
  const next = random(5000 + index);
  const lines = Array.from({ length: 2 + next(4) }, () => instruction(next));
  if (next(3) === 0) {
    const from = ['/x', '/x/', '/x/*', '/', '/x/f', '/y', '/*', '/x/ld', '/x/l*'][next(9)];
    lines.push(
      'FROM scratch',
      'COPY b.txt /q/',
      `COPY --from=b ${from} ${['/q', '/q/', '/q/r', '/'][next(4)]}`,
    );
  }
  return {
    name: `generated-copy-${index}`,
    files: copyFiles,
    dockerfile: `FROM scratch AS b\n${lines.join('\n')}\n`,
  };
}

/** Every generated case. */
export const generatedCases: readonly Case[] = [
  ...Array.from({ length: 150 }, (_, index) => ignoreCase(index)),
  ...Array.from({ length: 300 }, (_, index) => copyCase(index)),
];
