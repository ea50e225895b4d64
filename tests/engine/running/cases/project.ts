import type { RunCase } from '../case.ts';

/** Makes cases whose names begin alike: a Dockerfile by its lines, the files of its context, what else is asked. */
export const projects =
  (prefix: string) =>
  (
    name: string,
    lines: readonly string[],
    files: RunCase['files'] = {},
    more: Partial<RunCase> = {},
  ): RunCase => ({
    name: `${prefix}-${name}`,
    dockerfile: `${lines.join('\n')}\n`,
    files,
    ...more,
  });

/** An executable shell script of the context. */
export const script = (...lines: string[]) => ({
  content: `#!/bin/sh\n${lines.join('\n')}\n`,
  mode: 0o755,
});
