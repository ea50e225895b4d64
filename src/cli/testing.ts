/** Helpers of the terminal's tests: a terminal in memory and an exercise in a temporary folder. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { main } from './main.ts';

/** What a command printed. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `stagecraft` in memory. */
export async function stagecraft(
  args: readonly string[],
  given: {
    readonly directory?: string;
    readonly stdin?: string | Uint8Array;
    readonly colour?: boolean;
  } = {},
): Promise<Ran> {
  let out = '';
  let err = '';
  const stdin = typeof given.stdin === 'string' ? new TextEncoder().encode(given.stdin) : given.stdin;
  const code = await main(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    stdin: async () => stdin ?? new Uint8Array(),
    colour: given.colour ?? false,
    directory: given.directory ?? process.cwd(),
  });
  return { code, out, err };
}

/** A valid exercise: two stages, the final one on alpine. */
export const EXERCISE: Readonly<Record<string, string>> = {
  'exercise.yaml': `id: demo
title: Demo
summary: An exercise for tests
track: test
order: 1
difficulty: start
minutes: 5
goals:
  - id: split
    title: Use two stages
    expect: { stages: { min: 2 } }
    hints: [Think of stages., "FROM alpine:3.24"]
  - id: small
    title: End on alpine
    expect: { final: { base: alpine } }
solutions:
  - { file: one.Dockerfile, title: One way }
  - { file: two.Dockerfile, title: Another }
mistakes:
  - { file: single.Dockerfile, title: One stage, unmet: [split, small] }
  - { file: debian.Dockerfile, title: Not small, unmet: [small] }
  - { file: alone.Dockerfile, title: Not split, unmet: [split] }
`,
  'task.mdx': 'Use two stages.\n',
  'start.Dockerfile': 'FROM golang:1.27\nRUN go build\n',
  'solutions/one.Dockerfile': 'FROM golang:1.27\nRUN go build\nFROM alpine:3.24\n',
  'solutions/two.Dockerfile': 'FROM golang:1.27\nRUN go build\nFROM alpine\n',
  'mistakes/single.Dockerfile': 'FROM golang:1.27\n',
  'mistakes/debian.Dockerfile': 'FROM golang:1.27\nFROM debian\n',
  'mistakes/alone.Dockerfile': 'FROM alpine\n',
  'context/main.go': 'package main\n',
  'context/.dockerignore': '.git\n',
};

/** Writes files into a new temporary folder, runs the test in it, and removes it. */
export async function withFolder<Result>(
  files: Readonly<Record<string, string | Uint8Array | undefined>>,
  test: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'stagecraft-'));
  try {
    for (const [path, content] of Object.entries(files)) {
      if (content === undefined) continue;
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    return await test(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The valid exercise in a folder `demo`, with some files changed, added, or (undefined) left out. */
export function demo(changes: Readonly<Record<string, string | Uint8Array | undefined>> = {}) {
  const files = { ...EXERCISE, ...changes };
  return Object.fromEntries(Object.entries(files).map(([path, content]) => [`demo/${path}`, content]));
}
