import type { Analysis, Diagnostic, Keyword } from '../dockerfile/index.ts';
import { editDistance } from './distance.ts';

/**
 * Finds a line that could not be read and that may hold one of the given instructions. What depends on
 * these instructions cannot be told then. A mistyped keyword (`FORM`) counts as the keyword that it
 * resembles or is the beginning of.
 */
export function brokenLine(analysis: Analysis, keywords: readonly Keyword[]): Diagnostic | undefined {
  return analysis.diagnostics.find((diagnostic) => {
    if (diagnostic.severity !== 'error') return false;
    const build = diagnostic.rule === 'BuildError';
    if (build && analysis.stages.length === 0) return false;
    // The rest of the file is inside the heredoc: it may hold anything.
    if (diagnostic.message.includes('unterminated heredoc')) return true;
    const written = keywordAt(analysis, diagnostic.range.start.line);
    // The line was read, but the stages do not fit together: a source that stays unresolved says so itself.
    if (build && written === 'FROM') return false;
    return written !== undefined && keywords.some((keyword) => mayBe(written, keyword));
  });
}

/** The keyword of the instruction on a line, upper case; undefined where the line holds none. */
function keywordAt(analysis: Analysis, line: number): string | undefined {
  const node = analysis.parsed.nodes.find(({ lines }) => lines.start <= line && line <= lines.end);
  if (node !== undefined) return node.keyword.toUpperCase();
  if (line >= analysis.source.lineCount) return undefined;
  const text = analysis.source.line(line).trimStart();
  if (text === '' || text.startsWith('#')) return undefined;
  return text.slice(0, 20).split(/\s/, 1)[0]?.toUpperCase();
}

function mayBe(written: string, keyword: Keyword): boolean {
  if (written === keyword) return true;
  if (KEYWORDS.has(written)) return false;
  return keyword.startsWith(written) || written.startsWith(keyword) || editDistance(written, keyword) <= 2;
}

const KEYWORDS: ReadonlySet<string> = new Set<Keyword>([
  'FROM',
  'RUN',
  'CMD',
  'ENTRYPOINT',
  'COPY',
  'ADD',
  'ENV',
  'LABEL',
  'ARG',
  'WORKDIR',
  'USER',
  'VOLUME',
  'EXPOSE',
  'HEALTHCHECK',
  'ONBUILD',
  'SHELL',
  'STOPSIGNAL',
  'MAINTAINER',
]);
