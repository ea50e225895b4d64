import type { Analysis, Flag } from '../../dockerfile/index.ts';
import { defineCheck } from '../define.ts';

/**
 * Flags that the front end reads and an older one refuses with `unknown flag`: Docker 28.5 (BuildKit 0.25) was asked on
 * 2026-11-21, and the notes of Dockerfile 1.20.0 say since when both are known (github.com/moby/buildkit/releases/tag/dockerfile%2F1.20.0).
 */
const SINCE_1_20: ReadonlySet<string> = new Set(['COPY parents', 'RUN security']);
const MINOR = 20;

export default defineCheck({
  name: 'FlagNeedsNewerSyntax',
  buildkit: false,
  severity: 'warning',
  keywords: ['COPY', 'RUN'],
  run(analysis, report) {
    const syntax = refusing(analysis);
    if (syntax === undefined) return;
    for (const { steps } of analysis.stages) {
      for (const { instruction } of steps) {
        const flag = newFlag(instruction.keyword, instruction.flags);
        if (flag === undefined) continue;
        report({
          range: flag.range,
          message: `${instruction.keyword} --${flag.name} is known since Dockerfile 1.20: ${syntax} "unknown flag: --${flag.name}"`,
        });
      }
    }
  },
});

function newFlag(keyword: string, flags: readonly Flag[]): Flag | undefined {
  return flags.find(({ name }) => SINCE_1_20.has(`${keyword} ${name}`));
}

/** Who refuses the flag, by the file's `# syntax=` line; undefined where it names one that takes it, or nobody knows. */
function refusing({ parsed }: Analysis): string | undefined {
  const syntax = parsed.directives.find(({ name }) => name === 'syntax')?.value.trim();
  if (syntax === undefined) return 'without a syntax line, Docker 28 and older say';
  const [, version] = /^(?:docker\.io\/)?docker\/dockerfile:(\d+\.\d+)(?:\.\d+)?$/.exec(syntax) ?? [];
  if (version === undefined) return undefined;
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major < 1 || (major === 1 && minor < MINOR) ? `the front end that line 1 asks for says` : undefined;
}
