/** Programs of npm packages that are modelled, by the name of the package. */
import type { ToolCall, ToolResult } from '../types.ts';
import { tsc } from './tsc.ts';
import { vite } from './vite.ts';

export type PackageProgram = (
  call: ToolCall,
  args: readonly string[],
  version: string,
) => ToolResult | Promise<ToolResult>;

/** Tools that look at sources and leave nothing behind; they are taken to find nothing. */
const quiet =
  (what: string): PackageProgram =>
  (call) => {
    call.estimated(`${what} is taken to find nothing wrong`);
    call.takes(2_000);
    return {};
  };

/** Tools that write a folder of which only the place is known. */
const folder =
  (what: string, place: string): PackageProgram =>
  (call, args) => {
    const at = args.findIndex((one) => /^(--out(-?dir|put)?|-o|-d|--dist-dir)$/.test(one));
    const out = args[at + 1] ?? '';
    const target = at >= 0 && out !== '' ? out : place;
    call.files.makeDirectories(target);
    call.files.markUnlisted(target, `${what} writes it; its files are not listed`);
    call.estimated(`${what} is taken to succeed, and to write ${target}`);
    call.takes(8_000);
    return {};
  };

export const PROGRAMS: ReadonlyMap<string, PackageProgram> = new Map<string, PackageProgram>([
  ['typescript', tsc],
  ['vite', vite],
  [
    'next',
    (call, args, version) => (args[0] === 'build' ? folder('next build', '.next')(call, [], version) : {}),
  ],
  [
    'react-scripts',
    (call, args, version) =>
      args[0] === 'build' ? folder('react-scripts build', 'build')(call, [], version) : {},
  ],
  [
    'astro',
    (call, args, version) => (args[0] === 'build' ? folder('astro build', 'dist')(call, [], version) : {}),
  ],
  [
    '@angular/cli',
    (call, args, version) => (args[0] === 'build' ? folder('ng build', 'dist')(call, [], version) : {}),
  ],
  [
    '@nestjs/cli',
    (call, args, version) => (args[0] === 'build' ? folder('nest build', 'dist')(call, [], version) : {}),
  ],
  ['webpack', folder('webpack', 'dist')],
  ['webpack-cli', folder('webpack', 'dist')],
  ['parcel', folder('parcel', 'dist')],
  ['tsup', folder('tsup', 'dist')],
  ['eslint', quiet('eslint')],
  ['prettier', quiet('prettier')],
  ['vitest', quiet('vitest')],
  ['jest', quiet('jest')],
  ['mocha', quiet('mocha')],
  ['@biomejs/biome', quiet('biome')],
]);

/** Names of their programs, which are in an image only where a package brought them. */
export const PROGRAM_NAMES: Readonly<Record<string, string>> = {
  tsc: 'typescript',
  vite: 'vite',
  next: 'next',
  'react-scripts': 'react-scripts',
  astro: 'astro',
  ng: '@angular/cli',
  nest: '@nestjs/cli',
  webpack: 'webpack',
  parcel: 'parcel',
  tsup: 'tsup',
  eslint: 'eslint',
  prettier: 'prettier',
  vitest: 'vitest',
  jest: 'jest',
  mocha: 'mocha',
  biome: '@biomejs/biome',
  esbuild: 'esbuild',
  rollup: 'rollup',
  serve: 'serve',
  tsx: 'tsx',
  'ts-node': 'ts-node',
  nodemon: 'nodemon',
  'http-server': 'http-server',
  rimraf: 'rimraf',
};
