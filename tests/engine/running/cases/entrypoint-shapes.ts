/** What a container is started with. */
import type { CaseFile } from '../../case.ts';
import type { RunCase } from '../case.ts';

/** What stands around the script of an entrypoint. */
export interface Entry {
  /** Lines between COPY of the script and ENTRYPOINT. */
  readonly lines?: readonly string[];
  readonly cmd?: string;
  readonly entrypoint?: string;
  readonly files?: Readonly<Record<string, CaseFile>>;
}

type Files = Readonly<Record<string, CaseFile>>;

export const executable = (content: string): CaseFile => ({ content, mode: 0o755 });

/** An image whose container starts `/entry.sh`. */
export const script = (
  name: string,
  text: string,
  { lines = [], cmd, entrypoint, files }: Entry = {},
): RunCase => ({
  name: `entry-${name}`,
  dockerfile: `${[
    'FROM base',
    'COPY entry.sh /entry.sh',
    ...lines,
    `ENTRYPOINT ${entrypoint ?? '["/entry.sh"]'}`,
    ...(cmd === undefined ? [] : [`CMD ${cmd}`]),
  ].join('\n')}\n`,
  files: { 'entry.sh': executable(text), ...files },
  start: true,
});

/** An image that a line of shell or a program starts. */
export const line = (name: string, lines: readonly string[], files: Files = {}): RunCase => ({
  name: `entry-${name}`,
  dockerfile: `${['FROM base', ...lines].join('\n')}\n`,
  files,
  start: true,
});

/** An official image by its stand-in; only the start is compared. */
export const official = (name: string, lines: readonly string[], files: Files = {}): RunCase => ({
  name: `entry-${name}`,
  dockerfile: `${lines.join('\n')}\n`,
  files,
  start: true,
  only: 'start',
});

/** A server that says nothing and goes on. */
export const SERVER = "require('node:http').createServer().listen(3000);\n";
/** The shortest script that hands over. */
export const EXEC = '#!/bin/sh\nset -e\nexec "$@"\n';
