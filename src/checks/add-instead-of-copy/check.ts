import { defineCheck } from '../define.ts';
import { replacing } from '../fix.ts';
import { stepsWith } from '../walk.ts';

const ARCHIVE = ['.tar', '.tgz', '.tbz', '.tbz2', '.txz', '.tzst', '.gz', '.bz2', '.xz', '.zst', '.lzma'];

export default defineCheck({
  name: 'AddInsteadOfCopy',
  buildkit: false,
  severity: 'info',
  keywords: ['ADD'],
  run(analysis, report) {
    for (const { step } of stepsWith(analysis, 'ADD')) {
      const { instruction, expanded } = step;
      if (instruction.checksum || instruction.keepGitDir !== undefined || instruction.unpack !== undefined)
        continue;
      if (instruction.sources.length + instruction.heredocs.length === 0) continue;
      if (!expanded.sources.every(({ text }) => isPlain(text))) continue;
      const lower = instruction.keywordText === instruction.keywordText.toLowerCase();
      report({
        range: instruction.keywordRange,
        message: 'ADD copies a local file here; COPY says so',
        fix: replacing(instruction.keywordRange, lower ? 'copy' : 'COPY', 'Use COPY'),
      });
    }
  },
});

/** A local path that is no archive for sure: an unknown variable or a wildcard could stand for one. */
function isPlain(source: string): boolean {
  if (source.includes('$') || source.includes('://') || source.startsWith('git@')) return false;
  if (/[*?[]$/.test(source) && source !== '*') return false;
  if (source.endsWith('.git') || source.includes('.git#')) return false;
  return source !== '*' && !ARCHIVE.some((ending) => source.toLowerCase().endsWith(ending));
}
